# site.mk - how the book is made. Called by book.mk, from the root.
#
# Two passes. The first (collect.lua) reads every page alone and writes what it
# offers for reference and which recordings it needs. When all are there, the
# second makes each page; a changed chapter makes its own page only.

include labs/kit/flags.mk

WORK := .build/book
SITE := book/_site

FROM       ?= chapters
CHAPTERS   := $(sort $(notdir $(basename $(wildcard $(FROM)/[0-9]*.md))))
APPENDICES := $(shell sed 's/\#.*//' book/appendices/order)
PAGES      := $(CHAPTERS) $(APPENDICES)
DRAWN      := $(sort $(notdir $(basename $(wildcard diagrams/*.dot diagrams/*.c))))
SVG        := $(DRAWN:%=$(WORK)/diagrams/%.svg)
ASSETS     := $(addprefix $(SITE)/,style.css fonts.css page.js stepper.js \
                  search-index.js search-library.js)

READ    := pandoc -f markdown-implicit_figures-tex_math_dollars-citations
SECOND  := verbs lint appendix quote runs plot asides trace figure claim refs
FILTERS := $(SECOND:%=-L book/filters/%.lua)
SHARED  := $(wildcard book/filters/*.lua book/filters/appendix/*.lua) book/claims.tsv $(WORK)/labels.tsv
PAGE_ENV = BOOK_PAGE=$* BOOK_WORK=$(WORK) BOOK_APPENDICES="$(APPENDICES)"

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: site pdf epub diagrams recordings always

site: $(PAGES:%=$(SITE)/%.html) $(SITE)/index.html $(ASSETS)
	@rm -f $(filter-out $(PAGES:%=$(SITE)/%.html) $(SITE)/index.html,\
	    $(wildcard $(SITE)/*.html))

diagrams: $(SVG)

# --- first pass --------------------------------------------------------------

define collect
	@mkdir -p $(WORK)
	$(call say,read,$<)
	$(Q)$(PAGE_ENV) $(READ) -t native -L book/filters/collect.lua $< > /dev/null
endef

$(WORK)/%.labels: $(FROM)/%.md book/filters/collect.lua book/appendices/order
	$(collect)

$(WORK)/%.labels: book/appendices/%.md book/filters/collect.lua book/appendices/order
	$(collect)

# Rewritten only if something in it has changed, so that pages are not.
$(WORK)/labels.tsv: $(WORK)/labels.read ; @:

$(WORK)/labels.read: $(PAGES:%=$(WORK)/%.labels) $(WORK)/pages
	@cat $(filter %.labels,$^) > $@
	@awk -F '\t' '$$1 ~ /:/ && seen[$$1]++ { print "book: " $$2 \
	    ": the id " $$1 " is taken already."; bad = 1 } END { exit bad }' $@
	@cmp -s $@ $(WORK)/labels.tsv || cp $@ $(WORK)/labels.tsv

# A page that is gone takes its labels with it.
$(WORK)/pages: always
	@mkdir -p $(WORK)
	@echo $(PAGES) | cmp -s - $@ || echo $(PAGES) > $@

-include $(PAGES:%=$(WORK)/%.d)

# Every recording that a page uses and that is missing or out of date, at once.
recordings: $(PAGES:%=$(WORK)/%.labels)
	@book/record --state > $(WORK)/state.tsv
	@book/missing-recordings $(WORK) $(PAGES)

# --- second pass -------------------------------------------------------------

define page
	@mkdir -p $(SITE)
	$(call say,page,$@)
	@awk -v page=$* -f book/pages.awk $(WORK)/labels.tsv > $(WORK)/$*.yaml
	$(Q)$(PAGE_ENV) $(READ) -t html5 --template book/page.html \
	    --metadata-file $(WORK)/$*.yaml $(FILTERS) -L book/filters/index.lua \
	    --toc --toc-depth 3 --section-divs --fail-if-warnings -o $@ $<
endef

$(SITE)/%.html: $(FROM)/%.md $(SHARED) book/page.html book/pages.awk | recordings diagrams
	$(page)

$(SITE)/%.html: book/appendices/%.md $(SHARED) book/page.html book/pages.awk | recordings diagrams
	$(page)

$(SITE)/index.html: book/cover.md $(SHARED) book/cover.html book/pages.awk | diagrams
	@mkdir -p $(SITE)
	$(call say,page,$@)
	@awk -v page=index -f book/pages.awk $(WORK)/labels.tsv > $(WORK)/index.yaml
	$(Q)BOOK_PAGE=index BOOK_WORK=$(WORK) $(READ) -t html5 \
	    --template book/cover.html --metadata-file $(WORK)/index.yaml \
	    -L book/filters/figure.lua --fail-if-warnings -o $@ $<

$(SITE)/search-index.js: $(PAGES:%=$(SITE)/%.html)
	@{ echo 'window.BOOK_INDEX = ['; cat $(PAGES:%=$(WORK)/%.index); echo '];'; } > $@

$(SITE)/style.css: $(sort $(wildcard book/style/*.css))
	@mkdir -p $(SITE)
	@cat $^ > $@

$(SITE)/%.js: book/%.js
	@mkdir -p $(SITE)
	@cp $< $@

# What comes from npm. Without it the book is built and says what it lacks.
.PHONY: fetched
fetched:
	@book/vendor fetch

$(SITE)/search-library.js: book/package-lock.json book/vendor | fetched
	@mkdir -p $(SITE)
	@book/vendor search $@

$(SITE)/fonts.css: book/package-lock.json book/vendor | fetched
	@mkdir -p $(SITE)
	@book/vendor fonts $@

# --- figures -----------------------------------------------------------------

include book/figures.mk
include book/print.mk
