# demo   sets up, then makes a prep pack of the example posting and CV
# test   sets up, then runs the whole test suite
# check  formatting, lint, types and tests: what has to pass before a commit
PY := .venv/bin/python

.PHONY: demo test check format lint bench lock setup

demo: setup
	INTERVIEW_HOME=.demo .venv/bin/interview prep examples/backend-engineer.md --cv examples/cv.md --no-research --out demo-pack

test:
	@sh scripts/setup.sh tests
	$(PY) -m pytest -q -n auto

check:
	@sh scripts/setup.sh tests
	$(PY) -m ruff format --check src tests benchmarks
	$(PY) -m ruff check src tests benchmarks
	$(PY) -m mypy
	$(PY) -m pytest -q -n auto

format: setup
	$(PY) -m ruff format src tests benchmarks
	$(PY) -m ruff check --fix src tests benchmarks

bench: setup
	$(PY) benchmarks/startup.py
	$(PY) benchmarks/prep.py
	$(PY) benchmarks/render.py
	$(PY) benchmarks/report.py
	$(PY) benchmarks/research.py
	$(PY) benchmarks/model_prep.py
	$(PY) benchmarks/grading.py --held-back
	$(PY) benchmarks/interview.py

lock:
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements.txt
	uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements-dev.txt

setup:
	@sh scripts/setup.sh
