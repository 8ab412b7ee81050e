# Tracer from a fresh machine: git, make and Python 3.11 or newer are enough. Everything goes into .venv.
# PYTHON=/path/to/python3.12 picks an interpreter; ARGS=... is handed to the command that runs. WORKERS=... is the number
# of processes that run tests: one waits for a server or a browser most of its time, so one more than there are cores.

BIN := .venv/bin
UV_VERSION := 0.13.9
WORKERS := 3
# Hundreds of tests start the program: each would compile its modules again where bytecode is not kept.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo dashboard neo4j test quick nightly check bench lock clean

help: ## what can be made
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

install: ## the program with the libraries it runs on
	@sh deploy/install.sh runtime

install-dev: ## the same, and what tests and checks need
	@sh deploy/install.sh dev

demo: install ## the sample case, from bank rows to the report
	@$(BIN)/tracer demo $(ARGS)

dashboard: install ## the screens, in a browser on this machine
	@$(BIN)/tracer dashboard $(ARGS)

neo4j: install-dev ## a throw-away Neo4j server on this machine, gone after Ctrl-C
	@$(BIN)/python -m tests.neo4j_server.server $(ARGS)

test: install-dev ## every test; the last line says what had to be left out
	@sh deploy/programs.sh
	@$(PYTEST) -n $(WORKERS) $(ARGS)

quick: install-dev ## the tests that need no server and no browser and take less than a second
	@$(PYTEST) -n 2 -m "not neo4j and not browser and not slow" $(ARGS)

nightly: install-dev ## every test at each release in a random order with ten times the examples, the changes of tests/mutants, the measurements
	@sh deploy/programs.sh
	@HYPOTHESIS_PROFILE=explore TRACER_TEST_ORDER=random TRACER_TEST_RELEASES=all TRACER_TEST_VALUES=anew $(PYTEST) -n $(WORKERS) $(ARGS)
	@$(BIN)/python -m tests.mutants
	@$(MAKE) --no-print-directory bench

check: install-dev ## form, style, types and import rules, then every test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python dashboards/graph_component/build_frontend.py --check
	@$(MAKE) --no-print-directory test

bench: install-dev ## the measurements
	@$(BIN)/python -m pytest -m benchmark $(ARGS)

lock: install-dev ## newest permitted version of every dependency, with hashes
	@$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	@sh deploy/lock.sh
	@$(BIN)/python dashboards/graph_component/build_frontend.py --lock

clean: ## remove what was built and cached; the libraries in .venv and the cases stay
	@rm -rf .build dist dashboards/graph_component/frontend/build .venv/tracer-installed
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find graph_schema importers tracer dashboards tests -name __pycache__ -type d -prune -exec rm -rf {} +
