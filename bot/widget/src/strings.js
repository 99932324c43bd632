// Every word the widget says. An owner may override any of them (README of the widget: docs/widget.md);
// a missing key falls back to English. {name} is filled in.
const ENGLISH = {
  launcher: "Ask a question",
  title: "Second opinion assistant",
  subtitle: "Automated, not a person",
  assistant: "Assistant",
  you: "You",
  open: "Open the chat",
  close: "Close chat",
  menu: "Menu",
  log: "Conversation",
  noticeAdvice: "General information, not medical advice.",
  noticeEmergency: "In an emergency, call {number}.",
  label: "Your question",
  placeholder: "Type here",
  send: "Send",
  left: "{n} characters left",
  newMessage: "New message",
  greeting: [
    "Hello. I am an automated assistant, not a person.",
    "I can answer questions about second opinions and about the {program}. " +
      "I give general information, not medical advice. Please leave out names and medical details.",
  ].join("\n\n"),
  startersLabel: "Questions you can start with",
  starters: [
    "When should I get a second opinion?",
    "How do I request one from Johns Hopkins?",
    "Is my state served?",
    "Will insurance pay for it?",
    "Which records do I need?",
  ],
  choicesLabel: "Suggested replies",
  typing: "Assistant is typing…",
  slow: "This is taking longer than it should. You can wait, or call {phone}.",
  connecting: "Connecting…",
  online: "Connected.",
  offline: "You are offline. Keep writing: your messages are kept and sent when you are back online.",
  unreachable: "We cannot reach the service right now. Your messages are kept and we keep trying. You can also call {phone}.",
  waiting: "Waiting to send",
  failed: "Not sent yet",
  refused: "This message could not be accepted",
  retry: "Try again",
  ended: "The earlier conversation has ended. This is a new one.",
  unreadOne: "1 new message",
  unreadMany: "{n} new messages",
  launcherOne: "{label}, 1 unread message",
  launcherMany: "{label}, {n} unread messages",
  source: "Source",
  from: "From: {title}, {section}",
  fromTitle: "From: {title}",
  reviewed: "Reviewed {date}",
  helpful: "Helpful",
  unhelpful: "Not helpful",
  feedback: "Was this helpful?",
  comment: "Tell us why, if you like",
  commentSend: "Send comment",
  thanks: "Thank you. Your feedback was saved.",
  feedbackFailed: "Your feedback could not be saved. Please try again.",
  newTab: "(opens in a new tab)",
  handoffTitle: "Talk to a person",
  reasons: {
    excluded_state: "The remote program is not offered in your state. The team can help you set up a visit in person.",
    urgent: "This sounds urgent. Please call now, so that a person can help you.",
    asked: "You asked for a person. The team answers at this number.",
    failure: "I could not answer this. The team can help you by phone.",
  },
  call: "Call {phone}",
  tollFree: "toll-free",
  text: "Text {phone}",
  hours: "Hours: {hours}",
  reference: "Your reference code",
  referenceHelp: "Say this code when you call.",
  copyReference: "Copy the code",
  copyNumber: "Copy the number",
  copied: "Copied.",
  copyFailed: "Copying did not work. Please select the text and copy it.",
  emergencyTitle: "If this is an emergency",
  emergencyText: "Call {number} now, or go to the nearest emergency room. Do not wait for a second opinion.",
  crisisTitle: "You are not alone",
  crisisText: "Call or text {crisis} to talk with someone now, any time. In immediate danger, call {number}.",
  callNow: "Call {number}",
  textNow: "Text {number}",
  textSize: "Text size",
  sizes: ["Normal", "Large", "Largest"],
  appearance: "Appearance",
  themes: { auto: "Automatic", light: "Light", dark: "Dark" },
  copyAll: "Copy the conversation",
  save: "Save as a text file",
  print: "Print",
  startOver: "Start over",
  startOverAsk: "Start over? This clears the chat on this screen and begins a new one.",
  startOverYes: "Yes, start over",
  erase: "Delete my conversation",
  eraseAsk: "Delete this conversation? It is removed from this device and from our server. This cannot be undone.",
  eraseYes: "Yes, delete it",
  cancel: "Go back",
  erased: "Your conversation was deleted.",
  erasing: "Deleted on this device. It will be deleted on our server as soon as we can reach it.",
  startedOver: "You have started over.",
  back: "Back to the chat",
  fileName: "second-opinion-chat.txt",
  transcriptTitle: "Conversation with the second opinion assistant",
};

// Unmistakable words only: the server knows many more. These must work with no network at all.
const EMERGENCY = [
  /\b(?:can'?t|cannot|can not|unable to) breathe?\b/i,
  /\b(?:not|stopped|isn'?t) breathing\b/i,
  /\bchest pains? (?:right )?now\b|\bcrushing chest pain\b/i,
  /\bhaving (?:a|an) (?:heart attack|stroke|seizure)\b/i,
  /\b(?:bleeding (?:won'?t|will not|wont) stop|(?:won'?t|can'?t) stop (?:the )?bleeding|bleeding to death)\b/i,
  /\b(?:is|am|are|'s|he|she) unconscious\b|\bwon'?t wake up\b/i,
];
const CRISIS = [
  /\b(?:kill|hurt|harm)(?:ing)? my ?self\b/i,
  /\b(?:end|ending|take|taking) my (?:own )?life\b/i,
  /\bwant to die\b|\bwanna die\b|\bdon'?t want to (?:live|be alive)\b/i,
  /\b(?:i am|i'?m|feel|feeling) suicidal\b/i,
];

/** Name the card that a text calls for without asking anybody: "emergency", "crisis" or null. */
function alarm(text) {
  const plain = text.replace(/[\u2018\u2019]/g, "'");
  if (CRISIS.some((pattern) => pattern.test(plain))) return "crisis";
  return EMERGENCY.some((pattern) => pattern.test(plain)) ? "emergency" : null;
}

const RTL_LANGUAGES = /^(?:ar|fa|he|ur|yi|ps|dv)\b/i;

/** Fill the {names} of a sentence. */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
