# print.mk - the whole book in one file: PDF and EPUB.

PARTS := $(PAGES:%=$(WORK)/%.part)
JOIN   = echo | BOOK_PARTS="$(PARTS)" $(READ) -L book/filters/join.lua

define part
	$(call say,part,$@)
	$(Q)$(PAGE_ENV) BOOK_PRINT=1 $(READ) -t json $(FILTERS) -o $@ $<
endef

$(WORK)/%.part: $(FROM)/%.md $(SHARED) | recordings diagrams
	$(part)

$(WORK)/%.part: book/appendices/%.md $(SHARED) | recordings diagrams
	$(part)

pdf: $(SITE)/book.pdf
epub: $(SITE)/book.epub
