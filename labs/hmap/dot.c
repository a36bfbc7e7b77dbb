// dot.c - see hmap_dot.h.
//
// Each bucket is a node with an HTML table; a chain is a row of nodes. Nodes
// are named after their place, never after an address.
#include "hmap_dot.h"
#include "hmap_internal.h"

#include <inttypes.h>

struct table {
    const char *name;   // in node names: "new", "old"
    const char *title;  // for the reader
    struct bmap *buckets;
    size_t count;
    const char *colour;
    size_t mark;  // the bucket that gets one
};

// --- a slot ----------------------------------------------------------------

static void write_escaped(FILE *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < ' ' || c > '~' || strchr("<>&\"\\", c))
            fprintf(out, "&#92;x%02x", c);
        else
            fputc(c, out);
    }
}

static void write_bytes(FILE *out, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        fprintf(out, "%02x", bytes[i]);
}

static void write_number(FILE *out, const void *number)
{
    uint64_t n;
    memcpy(&n, number, sizeof n);
    fprintf(out, "%" PRIu64, n);
}

static void write_key(FILE *out, const struct maptype *type, const void *key)
{
    const struct hmap_string *string = key;

    if (type->equal == hmap_equal_64)
        write_number(out, key);
    else if (type->equal == hmap_equal_string)
        write_escaped(out, string->bytes, string->length);
    else
        write_bytes(out, key, type->keysize);
}

static void write_value(FILE *out, const struct maptype *type,
                        const void *value)
{
    if (type->valuesize == sizeof(uint64_t))
        write_number(out, value);
    else
        write_bytes(out, value, type->valuesize);
}

static void write_slot(FILE *out, const struct maptype *type,
                       const struct bmap *b, size_t i)
{
    static const char *const state[] = {
        [emptyRest] = "rest",  [emptyOne] = "one",     [evacuatedX] = "to X",
        [evacuatedY] = "to Y", [evacuatedEmpty] = "-",
    };

    fprintf(out, "<td width=\"48\">");
    if (b->tophash[i] < minTopHash) {
        fprintf(out, "<i>%s</i></td>", state[b->tophash[i]]);
        return;
    }
    fprintf(out, "<b>%02x</b><br/>", b->tophash[i]);
    write_key(out, type, key_at(type, b, i));
    fprintf(out, " = ");
    write_value(out, type, value_at(type, b, i));
    fprintf(out, "</td>");
}

// --- a table ---------------------------------------------------------------

// The evacuation mark stands at the first old bucket that may still hold keys.
static void write_title(FILE *out, const struct table *table, size_t n,
                        size_t depth)
{
    fprintf(out, "<td width=\"110\">");
    if (depth > 0)
        fprintf(out, "overflow");
    else
        fprintf(out, "%s %zu", table->title, n);
    if (depth == 0 && n == table->mark)
        fprintf(out, "<br/><b>&#9656; nevacuate</b>");
    fprintf(out, "</td>");
}

static void write_bucket(FILE *out, const struct maptype *type,
                         const struct bmap *b, const struct table *table,
                         size_t n, size_t depth)
{
    fprintf(out, "  %s%zu_%zu [fontcolor=\"%s\", label=<<table border=\"0\" ",
            table->name, n, depth, table->colour);
    fprintf(out, "cellborder=\"1\" cellspacing=\"0\" color=\"%s\"><tr>",
            table->colour);
    write_title(out, table, n, depth);
    for (size_t i = 0; i < SLOTS; i++)
        write_slot(out, type, b, i);
    fprintf(out, "</tr></table>>];\n");
    if (depth > 0)
        fprintf(out, "  %s%zu_%zu -> %s%zu_%zu [color=\"%s\"];\n", table->name,
                n, depth - 1, table->name, n, depth, table->colour);
}

static void write_table(FILE *out, const struct maptype *type,
                        const struct table *table)
{
    for (size_t n = 0; n < table->count; n++) {
        const struct bmap *b = bucket_at(type, table->buckets, n);
        for (size_t depth = 0; b; b = *overflow_at(type, b), depth++)
            write_bucket(out, type, b, table, n, depth);
    }
}

// Invisible edges between the rows keep them in order, from top to bottom.
static void write_order(FILE *out, const struct table *fresh,
                        const struct table *old)
{
    const struct table *tables[] = {fresh, old};
    const char *arrow = "";

    fprintf(out, "  { rank=same; edge [style=invis];\n    ");
    for (int t = 0; t < 2; t++)
        for (size_t n = 0; n < tables[t]->count; n++) {
            fprintf(out, "%s%s%zu_0", arrow, tables[t]->name, n);
            arrow = " -> ";
        }
    fprintf(out, "\n  }\n");
}

static void write_header(FILE *out, const struct hmap *map)
{
    fprintf(out, "  label=\"count %zu, B %u, noverflow %zu", map->count,
            (unsigned)map->B, map->noverflow);
    if (is_growing(map))
        fprintf(out, ", nevacuate %zu of %zu%s", map->nevacuate,
                old_bucket_count(map),
                map->flags & sameSizeGrow ? ", sameSizeGrow" : "");
    fprintf(out, "\";\n  labelloc=t;\n");
}

void hmap_dot(const struct hmap *map, FILE *out)
{
    struct table fresh = {"new", "bucket", map->buckets, 0, "black", SIZE_MAX};
    struct table old = {"old", "old bucket", map->oldbuckets,
                        0,     "gray45",     map->nevacuate};

    if (map->buckets)
        fresh.count = bucket_count(map->B);
    if (is_growing(map))
        old.count = old_bucket_count(map);
    fprintf(out, "digraph hmap {\n  rankdir=LR;\n");
    fprintf(out, "  node [shape=plain, fontname=\"monospace\"];\n");
    write_header(out, map);
    write_table(out, map->type, &fresh);
    write_table(out, map->type, &old);
    write_order(out, &fresh, &old);
    fprintf(out, "}\n");
}
