# The commands of a newcomer: `make report`, `make paper`, `make test`, `make format`.

.PHONY: report paper test format lint build screenshot page-test onnx-test exports-test gradients-test cost-test bench study

# Builds Asimov and the flagship report, report/stop-search.html.
report: build
	.build/release/asimov build templates/stop-search.md --output report

# The same at the paper's size, 1.4 million events for training and validation and 0.6 million for the test at each mass point.
paper: build
	.build/release/asimov build templates/stop-search.md --output paper -P signal-events=1000000 -P background-events=1000000

# Installs what is missing and builds the command .build/release/asimov.
build:
	@.ci/packages
	swift build --configuration release --product asimov

# Every check that CI runs. Tests have a build folder of their own, since they are compiled with other flags.
test: lint
	@.ci/packages test
	swift test --configuration release -Xswiftc -enable-testing --scratch-path .build/tests
	$(MAKE) page-test
	$(MAKE) onnx-test
	$(MAKE) exports-test
	$(MAKE) gradients-test
	$(MAKE) cost-test

# Opens the report in Chromium, as a reader would, and edits a template under its preview, as an author would. The report that is
# committed is this one, byte for byte.
page-test: .venv/ready
	.build/tests/release/asimov build templates/stop-search.md --output .build/tests/report --store .build/tests/store
	.venv/bin/python Tests/Page/test_page.py .build/tests/report/stop-search.html
	.venv/bin/python Tests/Page/test_preview.py .build/tests/release/asimov
	diff --recursive --brief report .build/tests/report

# Takes the picture of the report that the README shows.
screenshot: .venv/ready
	.venv/bin/python Tests/Page/screenshot.py report/stop-search.html docs/figures/page.png

# Runs the committed model files, whose bytes the Swift tests write again, in onnxruntime.
onnx-test: .venv/ready
	.venv/bin/python Tests/ONNX/test_onnx.py Tests/ModelExchangeTests/Fixtures/written

# Loads the committed workspaces and tables, whose bytes the Swift tests write again, in pyhf and HEPData's validator.
exports-test: .venv/ready
	.venv/bin/python Tests/Exports/test_exports.py Tests/AnalysisTests/Fixtures/exports Tests/ReportTests/Fixtures/tables.yaml

# Checks the gradients that the Swift tests compare with against complex-step differentiation.
gradients-test: .venv/ready
	.venv/bin/python Tests/LearningTests/Fixtures/complex_step.py

# What a build costs that has nothing to do, what a long template costs, and what memory a large sample takes. Needs the build of
# page-test.
cost-test:
	python3 Tests/Cost/test_cost.py .build/tests/release/asimov .build/tests/report .build/tests/store
	python3 Tests/Cost/test_memory.py .build/tests/release/asimov

.venv/ready: Tests/Page/requirements.txt Tests/ONNX/requirements.txt Tests/Exports/requirements.txt
	python3 -m venv .venv
	.venv/bin/pip install --quiet $(^:%=--requirement %)
	touch $@

# Asimov's speed next to that of JAX, Keras and onnxruntime, some minutes long: see Benchmarks/README.md.
bench: Benchmarks/.venv/ready
	@.ci/packages
	swift build --package-path Benchmarks --configuration release --product Worker
	Benchmarks/.venv/bin/python Benchmarks/bench.py $(BENCH)

# The paper's whole study with Asimov, and with Keras and matplotlib, which take hours: see Benchmarks/README.md.
study: Benchmarks/.venv/ready build
	swift build --package-path Benchmarks --configuration release --product Worker
	Benchmarks/.venv/bin/python Benchmarks/study.py --asimov .build/release/asimov --template templates/stop-search.md $(STUDY)

Benchmarks/.venv/ready: Benchmarks/requirements.txt
	python3 -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet --requirement Benchmarks/requirements.txt
	touch $@

lint:
	swift format lint --strict --recursive Package.swift Plugins Sources Tests Benchmarks/Package.swift Benchmarks/Sources

format:
	swift format --in-place --recursive Package.swift Plugins Sources Tests Benchmarks/Package.swift Benchmarks/Sources
