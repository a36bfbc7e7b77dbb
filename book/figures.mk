# figures.mk - a figure is drawn by hand (diagrams/NAME.dot) or printed by a
# program that builds the real structure (diagrams/NAME.c), as dot or as SVG.

FIGURE_C := $(filter-out labs/hmap/test%,$(wildcard labs/hmap/*.c)) \
            $(wildcard labs/kit/fatal.c labs/kit/stacks.c)
FIGURE_H := $(wildcard labs/hmap/*.h labs/kit/*.h diagrams/*.h)
DOT      := dot -Tsvg -Gbgcolor=transparent -Gfontname=Helvetica \
                -Nfontname=Helvetica -Efontname=Helvetica

$(WORK)/diagrams/%.svg: $(WORK)/diagrams/%.drawn
	$(call say,draw,$@)
	$(Q)if head -1 $< | grep -q '^<svg'; then cp $< $@; \
	    else $(DOT) -o $@ $<; fi

$(WORK)/diagrams/%.drawn: diagrams/%.dot
	@mkdir -p $(@D)
	@cp $< $@

$(WORK)/diagrams/%.drawn: $(WORK)/diagrams/draw-%
	$(Q)$< > $@

$(WORK)/diagrams/draw-%: diagrams/%.c $(FIGURE_C) $(FIGURE_H)
	@mkdir -p $(@D)
	$(call say,build,$@)
	$(Q)gcc -O1 $(CFLAGS) -Idiagrams -o $@ $< $(FIGURE_C) -pthread
