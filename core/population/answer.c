/* SPDX-License-Identifier: MIT */
#include "core/population/answer.h"

#include "core/base/fail.h"

void vikt_answer_begin(vikt_answer *answer, vikt_chunk *chunk, size_t step)
{
    const size_t row = chunk->next;

    *answer = (vikt_answer){.chunk = chunk,
                            .step = step,
                            .number_row = row,
                            .truth_row = row,
                            .note_row = {row, row, row},
                            .failed_row = row};
}

/* Where the rows end that are under way. */
static size_t step_end(const vikt_answer *answer)
{
    const vikt_chunk *chunk = answer->chunk;
    size_t left = chunk->last - chunk->next;

    return chunk->next + (answer->step < left ? answer->step : left);
}

/* Whether a row from `from` on can be spoken of now. */
static bool is_asked(const vikt_answer *answer, size_t row, size_t from)
{
    return row >= from && row >= answer->chunk->next && row < step_end(answer) &&
           vikt_chunk_row(answer->chunk, row) == row;
}

/* ---- numbers ---- */

/* Whether count values from row on are the next that are due. */
static bool is_run(const vikt_answer *answer, size_t row, size_t count, size_t due)
{
    return count > 0 && row == vikt_chunk_row(answer->chunk, due) &&
           count <= step_end(answer) - answer->chunk->next && is_asked(answer, row, due) &&
           row + count <= step_end(answer) &&
           vikt_chunk_run(answer->chunk, row, row + count) == row + count;
}

static bool hear_numbers(vikt_answer *answer, const vikt_message *message, const char *bytes)
{
    double *numbers = answer->chunk->plan->rows->numbers;
    size_t count = message->length / sizeof *numbers;

    if (message->length % sizeof *numbers != 0 ||
        !is_run(answer, message->row, count, answer->number_row))
        return false;
    memcpy(numbers + message->row, bytes, message->length);
    answer->number_row = message->row + count;
    return true;
}

static bool hear_truths(vikt_answer *answer, const vikt_message *message, const char *bytes)
{
    uint8_t *truths = answer->chunk->plan->rows->truths;

    if (!truths || !is_run(answer, message->row, message->length, answer->truth_row))
        return false;
    for (size_t i = 0; i < message->length; i++)
        truths[message->row + i] = bytes[i] != 0;
    answer->truth_row = message->row + message->length;
    return true;
}

/* ---- notes ---- */

/* Printable UTF-8. */
static bool is_line(vikt_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] < ' ' || text.at[i] == 127)
            return false;
    return vikt_text_valid(text, NULL);
}

static bool hear_note(vikt_answer *answer, const vikt_message *message, vikt_note_kind kind,
                      vikt_text text)
{
    static bool (*const adds[VIKT_NOTE_KINDS])(void *chunk, size_t row, vikt_text text) = {
        [VIKT_NOTES_TEXT] = vikt_chunk_text,
        [VIKT_NOTES_REASON] = vikt_chunk_reason,
        [VIKT_NOTES_PRINTED] = vikt_chunk_printed,
    };
    bool good = kind == VIKT_NOTES_TEXT ? vikt_text_valid(text, NULL) : is_line(text);

    if (!good || !is_asked(answer, message->row, answer->note_row[kind]))
        return false;
    answer->note_row[kind] = (size_t)message->row + (kind != VIKT_NOTES_PRINTED); /* many a row */
    if (answer->chunk->code == VIKT_OK)
        (void)adds[kind](answer->chunk, message->row, text); /* chunk->code says if it failed */
    return true;
}

/* ---- errors ---- */

static bool is_known(vikt_code code)
{
    switch (code) {
#define X(name, status, text) case VIKT_##name:
        VIKT_CODES(X)
#undef X
        return true;
    }
    return false;
}

static bool is_string(const char *text, size_t size)
{
    const char *end = memchr(text, 0, size);

    return end && is_line((vikt_text){text, (size_t)(end - text)});
}

static bool read_error(const vikt_message *message, const char *bytes, vikt_error *error)
{
    if (message->length != sizeof *error)
        return false;
    memcpy(error, bytes, sizeof *error);
    error->mark = (vikt_mark){.line = 0}; /* calls mark nothing */
    return error->code != VIKT_OK && is_known(error->code) && error->place.line >= 0 &&
           error->place.column >= 0 && is_string(error->place.source, sizeof error->place.source) &&
           is_string(error->message, sizeof error->message);
}

static bool hear_failed(vikt_answer *answer, const vikt_message *message, const char *bytes)
{
    vikt_error error;

    if (!read_error(message, bytes, &error) || !is_asked(answer, message->row, answer->failed_row))
        return false;
    answer->failed_row = (size_t)message->row + 1;
    if (answer->chunk->code == VIKT_OK)
        (void)vikt_chunk_failed(answer->chunk, message->row, &error);
    return true;
}

/* ---- ends ---- */

static bool hear_done(vikt_answer *answer, const vikt_message *message)
{
    vikt_chunk *chunk = answer->chunk;
    const vikt_script_rows *rows = chunk->plan->rows;
    const size_t end = step_end(answer);

    if (message->row != end || message->length != 0 ||
        vikt_chunk_row(chunk, answer->number_row) < end ||
        (rows->truths && vikt_chunk_row(chunk, answer->truth_row) < end))
        return false;
    for (size_t i = chunk->done.failures; i < chunk->heard.failures; i++)
        rows->numbers[chunk->failures[i].row] = NAN;
    vikt_chunk_commit(chunk, end);
    answer->ended = end == chunk->last || chunk->code != VIKT_OK;
    return true;
}

static bool hear_ended(vikt_answer *answer, const vikt_message *message, const char *bytes)
{
    vikt_chunk *chunk = answer->chunk;
    vikt_error error;

    if (!read_error(message, bytes, &error))
        return false;
    if (chunk->code == VIKT_OK) {
        chunk->code = error.code;
        chunk->error = error;
    }
    answer->ended = true;
    return true;
}

bool vikt_answer_hear(vikt_answer *answer, const vikt_message *message, const char *bytes)
{
    const vikt_text text = {bytes, message->length};

    switch ((vikt_message_kind)message->kind) {
    case VIKT_MESSAGE_NUMBERS:
        return hear_numbers(answer, message, bytes);
    case VIKT_MESSAGE_TRUTHS:
        return hear_truths(answer, message, bytes);
    case VIKT_MESSAGE_TEXT:
        return hear_note(answer, message, VIKT_NOTES_TEXT, text);
    case VIKT_MESSAGE_REASON:
        return hear_note(answer, message, VIKT_NOTES_REASON, text);
    case VIKT_MESSAGE_PRINTED:
        return hear_note(answer, message, VIKT_NOTES_PRINTED, text);
    case VIKT_MESSAGE_FAILED:
        return hear_failed(answer, message, bytes);
    case VIKT_MESSAGE_DONE:
        return hear_done(answer, message);
    case VIKT_MESSAGE_ENDED:
        return hear_ended(answer, message, bytes);
    }
    return false;
}
