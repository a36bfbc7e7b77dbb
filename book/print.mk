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

TITLE    := Concurrent Map Writes
SUBTITLE := One crash, and everything behind it: a book in C that you can run
NAMES    := -M title="$(TITLE)" -M subtitle="$(SUBTITLE)" -M lang=en-GB \
            -M author="The Concurrent Map Writes project" \
            -M rights="CC BY 4.0; code: MIT"

pdf: $(SITE)/book.pdf

$(WORK)/cover.svg.html: $(WORK)/cover.part
	@echo | BOOK_PARTS=$< $(READ) -t html5 -L book/filters/join.lua -o $@

$(WORK)/cover.part: book/cover.md $(SHARED) | diagrams
	$(Q)BOOK_PRINT=1 BOOK_WORK=$(WORK) $(READ) -t json \
	    -L book/filters/figure.lua -o $@ $<

$(WORK)/book.html: $(PARTS) $(WORK)/cover.svg.html book/print.html
	$(call say,join,$@)
	$(Q)$(JOIN) -t html5 --standalone --toc --toc-depth 2 $(NAMES) \
	    --template book/print.html \
	    -V cover="$$(cat $(WORK)/cover.svg.html)" -o $@

$(SITE)/book.pdf: $(WORK)/book.html book/print.css $(SITE)/fonts.css
	@mkdir -p $(SITE)
	$(call say,print,$@)
	$(Q)weasyprint --quiet -s $(SITE)/fonts.css -s book/print.css $< $@

epub: $(SITE)/book.epub

$(SITE)/book.epub: $(PARTS) book/epub.css $(WORK)/cover-epub.svg
	@mkdir -p $(SITE)
	$(call say,epub,$@)
	$(Q)$(JOIN) -t epub3 --toc --toc-depth 2 --epub-chapter-level 1 \
	    --css book/epub.css --epub-cover-image $(WORK)/cover-epub.svg $(NAMES) -o $@

# The cover: the picture below the title.
$(WORK)/cover-epub.svg: $(WORK)/diagrams/cover.svg book/cover-epub.svg
	@awk 'FNR == NR { picture = picture $$0 "\n"; next } \
	    /PICTURE/ { sub(/<svg /, "<svg x=\"40\" y=\"420\" ", picture); \
	        printf "%s", picture; next } { print }' $^ | \
	    sed 's/crimson/#a3261f/g' > $@
