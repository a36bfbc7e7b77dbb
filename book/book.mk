# book.mk - the verbs of the book. How a page is made is book/site.mk.
#
# make book only reads: chapters, sources, diagrams, recorded runs. It starts
# no service and needs no network; runs are made by `make record`.

BOOK := $(MAKE) --no-print-directory -f book/site.mk

## For instructors

book: ## the book, one page a chapter: book/_site/index.html
	@$(NEED) book
	@$(BOOK) site
	@echo "The book: book/_site/index.html"

pdf: ## the book as book/_site/book.pdf
	@$(NEED) book pdf
	@$(BOOK) pdf
	@echo "The book: book/_site/book.pdf"

epub: ## the book as book/_site/book.epub
	@$(NEED) book
	@$(BOOK) epub
	@echo "The book: book/_site/book.epub"

diagrams: ## draw every figure
	@$(NEED) book
	@$(BOOK) diagrams

record: ## run what the book quotes and keep it; RUN=1-e or all stale
	@book/record $(RUN)

## For graders

test-book: ## pages, links, access, search, PDF and EPUB in a real browser
	@$(NEED) book test-book
	@book/tests/run

.PHONY: book pdf epub diagrams record test-book
