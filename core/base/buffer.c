/* SPDX-License-Identifier: MIT */
#include "core/base/text.h"

#include <stdio.h>

enum { FIRST_CAPACITY = 256 };

void vikt_buffer_init(vikt_buffer *buffer, const vikt_allocator *allocator, size_t maximum)
{
    *buffer = (vikt_buffer){.allocator = allocator ? allocator : vikt_allocator_default(),
                            .maximum = maximum < SIZE_MAX ? maximum : SIZE_MAX - 1};
}

void vikt_buffer_clear(vikt_buffer *buffer)
{
    vikt_release(buffer->allocator, buffer->at);
    vikt_buffer_init(buffer, buffer->allocator, buffer->maximum);
}

char *vikt_buffer_room(vikt_buffer *buffer, size_t more)
{
    size_t needed, capacity = buffer->capacity;
    char *moved;

    if (buffer->failed || more > buffer->maximum - buffer->length) {
        buffer->failed = true;
        return NULL;
    }
    needed = buffer->length + more + 1;
    if (needed > capacity) {
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
        if (capacity < FIRST_CAPACITY)
            capacity = FIRST_CAPACITY;
        if (capacity > buffer->maximum + 1)
            capacity = buffer->maximum + 1;
        if (capacity < needed)
            capacity = needed;
        moved = vikt_resize(buffer->allocator, buffer->at, capacity, 1);
        if (!moved) {
            buffer->failed = true;
            return NULL;
        }
        buffer->at = moved;
        buffer->capacity = capacity;
        buffer->at[buffer->length] = '\0';
    }
    buffer->at[buffer->length + more] = '\0';
    return buffer->at + buffer->length;
}

void vikt_buffer_add(vikt_buffer *buffer, const char *bytes, size_t length)
{
    char *room = vikt_buffer_room(buffer, length);

    if (!room)
        return;
    if (length)
        memcpy(room, bytes, length);
    buffer->length += length;
}

void vikt_buffer_text(vikt_buffer *buffer, vikt_text text)
{
    vikt_buffer_add(buffer, text.at, text.length);
}

void vikt_buffer_string(vikt_buffer *buffer, const char *string)
{
    if (string)
        vikt_buffer_add(buffer, string, strlen(string));
}

void vikt_buffer_byte(vikt_buffer *buffer, char byte)
{
    /* The common case of writing byte by byte stays short. */
    if (!buffer->failed && buffer->length + 1 < buffer->capacity) {
        buffer->at[buffer->length++] = byte;
        buffer->at[buffer->length] = '\0';
        return;
    }
    vikt_buffer_add(buffer, &byte, 1);
}

void vikt_buffer_print(vikt_buffer *buffer, const char *format, ...)
{
    size_t left = buffer->capacity - buffer->length;
    va_list arguments, again;
    char *room;
    int length;

    if (buffer->failed)
        return;
    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(left ? buffer->at + buffer->length : NULL, left, format, arguments);
    if (length >= 0 && (size_t)length < left) {
        buffer->length += (size_t)length;
    } else {
        room = length < 0 ? NULL : vikt_buffer_room(buffer, (size_t)length);
        if (room) {
            vsnprintf(room, (size_t)length + 1, format, again);
            buffer->length += (size_t)length;
        } else {
            buffer->failed = true;
            if (buffer->at)
                buffer->at[buffer->length] = '\0';
        }
    }
    va_end(again);
    va_end(arguments);
}

vikt_text vikt_buffer_view(const vikt_buffer *buffer)
{
    return buffer->length ? (vikt_text){buffer->at, buffer->length} : (vikt_text){NULL, 0};
}
