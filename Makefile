# Two commands from a fresh clone: `make film` and `make test`. Both set up all they need by themselves.

VENV := .venv
PYTHON := $(VENV)/bin/python
FILM := films/garden.mp4

.PHONY: film test quick check gallery bench clean

film: $(VENV)/installed
	@mkdir -p films
	$(VENV)/bin/feelm make --story examples/garden.txt --title "The Garden" --length 66s -o $(FILM)

test: $(VENV)/installed-dev check
	$(PYTHON) -m pytest -n 2 --dist loadfile

quick: $(VENV)/installed-dev
	$(PYTHON) -m pytest -n 2 --dist loadfile -m "not long"

check: $(VENV)/installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

gallery: $(VENV)/installed
	$(PYTHON) scripts/make_gallery.py

bench: $(VENV)/installed-bench
	$(PYTHON) -m benchmarks

$(VENV)/installed: pyproject.toml scripts/set_up.py
	python3 scripts/set_up.py $(VENV)
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	python3 scripts/set_up.py $(VENV) dev
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed-dev
	python3 scripts/set_up.py $(VENV) bench
	@touch $@

clean:
	rm -rf $(VENV) films build dist
