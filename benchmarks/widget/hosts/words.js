export const QUESTION = "Can I cancel my request?";
export const ANSWER = "Please call the program at 1-855-695-4872.";
