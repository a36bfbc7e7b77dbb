// trace_sentence_memory.c - misused memory in a sentence.
#include "trace_sentence.h"

#include <inttypes.h>

static const char *verb(const struct access *a)
{
    switch (a->kind) {
    case ACCESS_READ:
    case ACCESS_ATOMIC_READ:
        return "reads";
    case ACCESS_WRITE:
    case ACCESS_ATOMIC_WRITE:
        return "writes";
    default:
        return "uses";
    }
}

// The student's words for what is touched, if the line has them.
static const char *written(const struct teller *t, const struct access *a)
{
    const char *text = names_written(t->names, a->pc, a->size);

    if (text)
        return text;
    return names_keep(t->names, "%" PRIu64 " byte%s", a->size,
                      a->size == 1 ? "" : "s");
}

static const char *freed(const struct teller *t, const struct heap_block *b)
{
    if (!b->free_stack)
        return names_keep(t->names, "T%u had freed", b->freed_by);
    return names_keep(t->names, "T%u had freed at %s", b->freed_by,
                      tell_where(t, b->free_stack, b->free_stack->frame[0]));
}

// Where the thread had got the pointer, if that was before the block was
// freed: this is the moment its use was decided.
static const char *taken(const struct teller *t, const struct failure *f)
{
    const struct trace *trace = &t->x->trace;

    for (uint32_t i = f->block->freed_at; i-- > 0;) {
        if (i >= trace->event_count)
            return "";
        const struct event *e = &trace->event[i];
        if (e->thread == f->thread && e->size == 8 &&
            (e->kind == EVENT_READ || e->kind == EVENT_ATOMIC_LOAD) &&
            e->after == f->block->address)
            return names_keep(
                t->names, "; it had taken the pointer from %s at %s, before",
                names_variable(t->names, e->address, 8, e->index),
                tell_where(t, e->stack, e->pc));
    }
    return "";
}

static const char *use_after_free(const struct teller *t,
                                  const struct failure *f)
{
    const struct heap_block *b = f->block;

    if (!b)
        return names_keep(t->names,
                          "use after free: T%u uses memory %s that was freed",
                          f->thread, tell_place(t, f->stack, f->pc));
    return names_keep(t->names,
                      "use after free: T%u %s %s %s, in %s, which %s%s",
                      f->thread, verb(&f->second), written(t, &f->second),
                      tell_place(t, f->stack, f->pc),
                      names_block_text(t->names, b), freed(t, b), taken(t, f));
}

static const char *double_free(const struct teller *t, const struct failure *f)
{
    return names_keep(t->names, "double free: T%u frees %s %s, which %s",
                      f->thread, names_block_text(t->names, f->block),
                      tell_place(t, f->stack, f->pc), freed(t, f->block));
}

static const char *bad_free(const struct teller *t, const struct failure *f)
{
    const char *what =
        f->block
            ? names_keep(t->names, "a pointer %" PRId64 " bytes into %s",
                         f->offset, names_block_text(t->names, f->block))
            : names_keep(t->names, "%s, which malloc did not give",
                         names_variable(t->names, f->address, 1, f->event));

    return names_keep(t->names, "bad free: T%u frees %s %s", f->thread, what,
                      tell_place(t, f->stack, f->pc));
}

static const char *beyond(const struct teller *t, const struct failure *f)
{
    int64_t past = f->offset - (int64_t)(f->block ? f->block->size : 0);

    if (!f->block)
        return "outside every heap block";
    if (f->offset < 0)
        return names_keep(t->names, "%" PRId64 " byte%s before the start of %s",
                          -f->offset, f->offset == -1 ? "" : "s",
                          names_block_text(t->names, f->block));
    if (past <= 0)
        return names_keep(t->names, "across the end of %s",
                          names_block_text(t->names, f->block));
    return names_keep(t->names, "%" PRId64 " byte%s past the end of %s", past,
                      past == 1 ? "" : "s",
                      names_block_text(t->names, f->block));
}

static const char *overflow(const struct teller *t, const struct failure *f)
{
    const char *where = f->block && f->offset == (int64_t)f->block->size
                            ? names_keep(t->names, "right past the end of %s",
                                         names_block_text(t->names, f->block))
                            : beyond(t, f);

    return names_keep(t->names, "heap overflow: T%u %s %s %s, %s%s", f->thread,
                      verb(&f->second), written(t, &f->second),
                      tell_place(t, f->stack, f->pc), where,
                      tell_stale_read(t));
}

static const char *leak(const struct teller *t, const struct failure *f)
{
    const char *first =
        f->leak[0] ? names_block_text(t->names, f->leak[0]) : "a block";

    if (f->leak_count == 1)
        return names_keep(t->names, "leak: %s is never freed", first);
    return names_keep(t->names,
                      "leak: %" PRIu32 " blocks, %zu bytes together, are never "
                      "freed; the first is %s",
                      f->leak_count, f->leak_bytes, first);
}

static const char *dead_stack(const struct teller *t, const struct failure *f)
{
    return names_keep(t->names,
                      "use of an ended thread's stack: T%u %s %s %s, on the "
                      "stack of T%u, which has ended: its "
                      "variables are gone",
                      f->thread, verb(&f->second), written(t, &f->second),
                      tell_place(t, f->stack, f->pc), f->other);
}

const char *tell_memory_failure(const struct teller *t, const struct failure *f)
{
    switch (f->kind) {
    case FAILURE_USE_AFTER_FREE:
        return use_after_free(t, f);
    case FAILURE_DOUBLE_FREE:
        return f->block ? double_free(t, f) : bad_free(t, f);
    case FAILURE_BAD_FREE:
        return bad_free(t, f);
    case FAILURE_HEAP_OVERFLOW:
        return overflow(t, f);
    case FAILURE_LEAK:
        return leak(t, f);
    default:
        return dead_stack(t, f);
    }
}
