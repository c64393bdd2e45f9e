/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "core/base/json.h"
#include "core/report/report.h"

static void write_decision(const vikt_class_decision *d, vikt_json *json)
{
    if (!d->id) {
        vikt_json_string(json, "decision", NULL);
        return;
    }
    vikt_json_object(json, "decision");
    vikt_json_count(json, "decision_id", (uint64_t)d->id);
    vikt_json_text(json, "author", d->author);
    vikt_json_text(json, "made_on", d->made_on);
    vikt_json_text(json, "until", d->until);
    vikt_json_text(json, "reason", d->reason);
    vikt_json_truth(json, "held_in_run", d->held);
    vikt_json_end(json, '}');
}

static void write_classes(const vikt_stored_customer *customer, vikt_json *json)
{
    vikt_json_array(json, "classes");
    for (size_t i = 0; i < customer->class_count; i++) {
        const vikt_stored_class *c = &customer->classes[i];
        vikt_json_object(json, NULL);
        vikt_json_text(json, "scheme", c->scheme);
        vikt_json_truth(json, "primary", c->primary);
        vikt_json_text(json, "class", c->class_name);
        vikt_json_text(json, "raw_class", c->raw_class);
        vikt_json_text(json, "own_class", c->own_class);
        write_decision(&c->decision, json);
        vikt_json_text(json, "how", c->how);
        vikt_json_text(json, "previous", c->previous);
        vikt_json_text(json, "reason", c->reason);
        vikt_json_text(json, "note", c->note);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_history(const vikt_stored_customer *customer, vikt_json *json)
{
    vikt_json_array(json, "history");
    for (size_t i = 0; i < customer->history_count; i++) {
        vikt_json_object(json, NULL);
        vikt_json_count(json, "run_id", (uint64_t)customer->history[i].run_id);
        vikt_json_text(json, "as_of", customer->history[i].as_of);
        vikt_json_text(json, "class", customer->history[i].class_name);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_points(const vikt_stored_customer *customer, vikt_json *json)
{
    vikt_json_array(json, "points");
    for (size_t i = 0; i < customer->point_count; i++) {
        const vikt_stored_points *p = &customer->points[i];
        vikt_json_object(json, NULL);
        vikt_json_text(json, "criterion", p->criterion);
        vikt_json_text(json, "value", p->value);
        vikt_json_number(json, "points", p->has_points ? p->points : NAN);
        vikt_json_number(json, "weight", p->weight);
        vikt_json_number(json, "contribution", p->has_points ? p->contribution : NAN);
        vikt_json_truth(json, "valued", p->valued);
        vikt_json_text(json, "scale", p->scale);
        vikt_json_text(json, "reason", p->reason);
        vikt_json_text(json, "capped", p->capped);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_ratings(const vikt_stored_customer *customer, vikt_json *json)
{
    vikt_json_array(json, "ratings");
    for (size_t i = 0; i < customer->mark_count; i++) {
        const vikt_stored_mark *m = &customer->marks[i];
        vikt_json_object(json, NULL);
        vikt_json_text(json, "field", m->field);
        vikt_json_text(json, "rater", m->rater);
        vikt_json_number(json, "mark", m->mark);
        vikt_json_number(json, "used", m->used);
        vikt_json_number(json, "range", m->range);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_texts(vikt_json *json, const char *name, const vikt_text *texts, size_t count)
{
    vikt_json_array(json, name);
    for (size_t i = 0; i < count; i++)
        vikt_json_text(json, NULL, texts[i]);
    vikt_json_end(json, ']');
}

static void write_actions(const vikt_stored_customer *customer, vikt_json *json)
{
    vikt_json_array(json, "plan");
    for (size_t i = 0; i < customer->action_count; i++) {
        const vikt_stored_action *a = &customer->actions[i];
        vikt_json_object(json, NULL);
        vikt_json_text(json, "action", a->action);
        vikt_json_text(json, "text", a->text);
        vikt_json_text(json, "owner", a->owner);
        vikt_json_text(json, "every", a->every);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

void vikt_customer_json(const vikt_stored_customer *customer, vikt_buffer *out)
{
    vikt_json json;
    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_count(&json, "run_id", (uint64_t)customer->run_id);
    vikt_json_text(&json, "as_of", customer->as_of);
    vikt_json_text(&json, "profile", customer->profile);
    vikt_json_text(&json, "key", customer->key);
    vikt_json_text(&json, "name", customer->name);
    vikt_json_number(&json, "score", customer->has_score ? customer->score : NAN);
    vikt_json_number(&json, "coverage", customer->coverage);
    vikt_json_number(&json, "weight_known", customer->known);
    write_texts(&json, "left_out", customer->left_out, customer->left_out_count);
    write_classes(customer, &json);
    write_history(customer, &json);
    write_points(customer, &json);
    write_ratings(customer, &json);
    write_texts(&json, "rules", customer->rules, customer->rule_count);
    write_texts(&json, "failures", customer->failures, customer->failure_count);
    write_actions(customer, &json);
    vikt_json_object(&json, "values");
    for (size_t i = 0; i < customer->value_count; i++) {
        vikt_json_name(&json, customer->values[i].name);
        vikt_json_text(&json, NULL, customer->values[i].value);
    }
    vikt_json_end(&json, '}');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}
