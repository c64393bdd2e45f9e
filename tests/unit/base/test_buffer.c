/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/text.h"
#include "failing.h"

Test(buffer, what_is_added_stands_there_with_a_nul)
{
    vikt_buffer buffer;

    vikt_buffer_init(&buffer, NULL, 1000);
    cr_assert_null(vikt_buffer_view(&buffer).at);
    vikt_buffer_byte(&buffer, '<');
    vikt_buffer_string(&buffer, "kund");
    vikt_buffer_string(&buffer, NULL);
    vikt_buffer_text(&buffer, VIKT_TEXT(" 1"));
    vikt_buffer_text(&buffer, vikt_text_of(NULL));
    vikt_buffer_print(&buffer, "%03d%s", 7, ">");
    cr_assert_str_eq(buffer.at, "<kund 1007>");
    cr_assert_eq(vikt_buffer_view(&buffer).length, 11);
    cr_assert_not(buffer.failed);
    vikt_buffer_clear(&buffer);
    cr_assert_null(buffer.at);
    cr_assert_eq(buffer.maximum, 1000);
}

Test(buffer, the_maximum_may_be_reached_but_not_passed)
{
    vikt_buffer buffer;

    vikt_buffer_init(&buffer, NULL, 4);
    vikt_buffer_string(&buffer, "abcd");
    cr_assert_not(buffer.failed);
    vikt_buffer_byte(&buffer, 'e');
    cr_assert(buffer.failed);
    cr_assert_str_eq(buffer.at, "abcd");
    vikt_buffer_clear(&buffer);

    vikt_buffer_init(&buffer, NULL, 4);
    vikt_buffer_print(&buffer, "%d", 12345);
    cr_assert(buffer.failed);
    cr_assert_eq(buffer.length, 0);
    vikt_buffer_clear(&buffer);
}

Test(buffer, the_maximum_holds_however_the_text_comes)
{
    vikt_buffer buffer;

    vikt_buffer_init(&buffer, NULL, 300);
    for (int i = 0; i < 300; i++)
        vikt_buffer_byte(&buffer, 'x');
    cr_assert_not(buffer.failed);
    vikt_buffer_print(&buffer, "%s", "y");
    cr_assert(buffer.failed);
    cr_assert_eq(buffer.length, 300);
    cr_assert_eq(buffer.at[300], '\0');
    vikt_buffer_clear(&buffer);
}

Test(buffer, failure_is_sticky)
{
    vikt_buffer buffer;

    vikt_buffer_init(&buffer, NULL, 4);
    vikt_buffer_string(&buffer, "too long");
    vikt_buffer_byte(&buffer, 'x'); /* would fit */
    vikt_buffer_print(&buffer, "x");
    cr_assert(buffer.failed);
    cr_assert_eq(buffer.length, 0);
    cr_assert_null(vikt_buffer_room(&buffer, 1));
    vikt_buffer_clear(&buffer);
    cr_assert_not(buffer.failed);
}

Test(buffer, room_is_written_by_the_caller)
{
    vikt_buffer buffer;
    char *room;

    vikt_buffer_init(&buffer, NULL, SIZE_MAX);
    vikt_buffer_string(&buffer, "ab");
    room = vikt_buffer_room(&buffer, 1000);
    cr_assert_not_null(room);
    memset(room, 'z', 1000);
    buffer.length += 1000;
    cr_assert_eq(strlen(buffer.at), 1002);
    cr_assert_null(vikt_buffer_room(&buffer, SIZE_MAX - 10));
    vikt_buffer_clear(&buffer);
}

Test(buffer, a_print_longer_than_the_room_is_complete)
{
    char text[3000];
    vikt_buffer buffer;

    memset(text, 'q', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    vikt_buffer_init(&buffer, NULL, 10000);
    vikt_buffer_string(&buffer, "a");
    vikt_buffer_print(&buffer, "%s", text);
    cr_assert_eq(buffer.length, 3000);
    cr_assert_str_eq(buffer.at + 1, text);
    vikt_buffer_clear(&buffer);
}

Test(buffer, without_memory_the_text_so_far_stays)
{
    failing state = {.until = 1};
    vikt_allocator own = failing_allocator(&state);
    vikt_buffer buffer;

    vikt_buffer_init(&buffer, &own, 100000);
    vikt_buffer_string(&buffer, "first");
    cr_assert_not_null(buffer.at);
    cr_assert_null(vikt_buffer_room(&buffer, 50000));
    cr_assert(buffer.failed);
    cr_assert_str_eq(buffer.at, "first");
    vikt_buffer_clear(&buffer);
    cr_assert_eq(state.alive, 0);
}
