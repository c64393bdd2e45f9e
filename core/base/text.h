/* SPDX-License-Identifier: MIT
 *
 * Text with its length (it may hold a NUL), and text that grows up to a maximum given at birth.
 * All text inside vikt is UTF-8.
 */
#ifndef VIKT_TEXT_H
#define VIKT_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/memory.h"

/** A slice; borrowed, never owned. {NULL, 0} is "none". */
typedef struct vikt_text {
    const char *at;
    size_t length;
} vikt_text;

/** The slice of a string literal. */
#define VIKT_TEXT(literal) ((vikt_text){(literal), sizeof(literal) - 1})

/** Where a text ends; NULL for none, to which C17 lets nothing be added, not even 0. */
static inline const char *vikt_text_end(vikt_text text)
{
    return text.length ? text.at + text.length : text.at;
}

/** For printf of messages: "%.*s". Cuts what is longer than 200 bytes. */
#define VIKT_SHOW(text) (int)vikt_text_start(text, 200).length, (text).length ? (text).at : ""

/** The word for a count of things: one for 1, many for any other. */
static inline const char *vikt_plural(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

/** The slice of a NUL-terminated string; NULL gives none. */
static inline vikt_text vikt_text_of(const char *string)
{
    return string ? (vikt_text){string, strlen(string)} : (vikt_text){NULL, 0};
}

static inline bool vikt_text_equal(vikt_text a, vikt_text b)
{
    return a.length == b.length &&
           (a.length == 0 || (a.at && b.at && memcmp(a.at, b.at, a.length) == 0));
}

static inline bool vikt_text_is(vikt_text text, const char *string)
{
    return vikt_text_equal(text, vikt_text_of(string));
}

/** Whether it ends so and has something before that, as a file's name has before its ending. */
bool vikt_text_ends(vikt_text text, const char *end);

/** Bytewise order, shorter first: < 0, 0, > 0. The order of customer keys. */
int vikt_text_compare(vikt_text a, vikt_text b);

/** Without ASCII spaces, tabs, line ends and U+00A0 at both ends. */
vikt_text vikt_text_trim(vikt_text text);

/** The first bytes of the text, at most `length`, cut between characters. */
vikt_text vikt_text_start(vikt_text text, size_t length);

/** Takes the part before the first separator off *rest and returns it; at the end *rest is none. */
vikt_text vikt_text_cut(vikt_text *rest, char separator);

/** A copy in the arena with a NUL behind it; at NULL without memory. */
vikt_text vikt_text_copy(vikt_arena *arena, vikt_text text);

/** The same of a text that may be none and stays so then; *failed is set without memory, and left
 * as it is otherwise. */
vikt_text vikt_text_keep(vikt_arena *arena, vikt_text text, bool *failed);

/** Whether the bytes are strict UTF-8; *bad (may be NULL) gets the first wrong offset. */
bool vikt_text_valid(vikt_text text, size_t *bad);

/** How many bytes from `at` on are ASCII. */
size_t vikt_text_ascii(const char *at, const char *end);

/** Bytes of the strict UTF-8 sequence at `at`: 1 to 4; 0 when wrong, cut off or at the end. */
size_t vikt_text_step(const char *at, const char *end);

/** Decodes one code point at *at and moves *at behind it; a wrong byte gives U+FFFD. at < end. */
uint32_t vikt_text_next(const char **at, const char *end);

/** Writes a code point as UTF-8, 1 to 4 bytes; returns how many. */
size_t vikt_text_put(char out[4], uint32_t code);

/** Simple lower case of a code point: ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic. */
uint32_t vikt_text_lower(uint32_t code);

/** Code points in the text, counting a wrong byte as one: columns on a terminal, nearly. */
size_t vikt_text_width(vikt_text text);

/** Growing text. `failed` is sticky: without memory or over the maximum, later calls do nothing. */
typedef struct vikt_buffer {
    const vikt_allocator *allocator;
    char *at; /* NUL-terminated when not NULL */
    size_t length, capacity, maximum;
    bool failed;
} vikt_buffer;

/** An empty buffer for at most maximum bytes; allocator NULL means the default. */
void vikt_buffer_init(vikt_buffer *buffer, const vikt_allocator *allocator, size_t maximum);
void vikt_buffer_clear(vikt_buffer *buffer);
void vikt_buffer_add(vikt_buffer *buffer, const char *bytes, size_t length);
void vikt_buffer_text(vikt_buffer *buffer, vikt_text text);
void vikt_buffer_string(vikt_buffer *buffer, const char *string);
void vikt_buffer_byte(vikt_buffer *buffer, char byte);
void vikt_buffer_print(vikt_buffer *buffer, const char *format, ...) VIKT_PRINTF(2, 3);
/** Room for `more` bytes behind the text, or NULL; the caller writes there and adds to length.
 *  The byte behind the room is NUL, so the text is terminated if all of the room is used. */
char *vikt_buffer_room(vikt_buffer *buffer, size_t more);
/** What is in it; none when empty. Valid until the next change. */
vikt_text vikt_buffer_view(const vikt_buffer *buffer);

#endif
