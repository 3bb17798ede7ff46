/* A service token that is kept, and its saved form. */
#include <stddef.h>

#include "check.h"
#include "json.h"

#define TOKEN "eyJhbGciOi.e30.c2ln"
#define IDENTIFIER "household-19"
#define HOUR 3600000u

static const tvpass_now start = {1000, 1790000000000u, 7};
static uint8_t texts[64];
static uint8_t other_texts[64];
static uint8_t disk[TVPASS_SAVED_TOKEN_BYTES(sizeof TOKEN - 1, sizeof IDENTIFIER - 1)];

static tvpass_now minutes_later(uint32_t minutes) {
  tvpass_now now = start;
  now.monotonic_millis += 60000u * minutes;
  now.unix_millis += 60000u * minutes;
  return now;
}

/* Lives for an hour from the start. */
static tvpass_kept_token token_of_an_hour(void) {
  static const char body[] =
      "{\"serviceToken\":\"" TOKEN "\",\"notBefore\":1790000000000,\"notAfter\":1790003600000}";
  tvpass_issued_token issued;
  tvpass_kept_token kept;
  CHECK(tvpass_issued_token_decode(201, BODY(body), &issued, NULL) == TVPASS_RESULT_OK);
  CHECK(issued.not_after - issued.not_before == HOUR);
  CHECK(tvpass_kept_token_init(&kept, &issued, BUFFER(texts), &start, NULL) == TVPASS_RESULT_OK);
  return kept;
}

static tvpass_bytes saved_token(const tvpass_app *app) {
  const tvpass_kept_token kept = token_of_an_hour();
  tvpass_bytes saved = {NULL, 0};
  CHECK(tvpass_kept_token_save(&kept, app, text_of(IDENTIFIER), BUFFER(disk), &saved, NULL) == TVPASS_RESULT_OK);
  return saved;
}

static void a_token_is_renewed_before_it_expires(void) {
  const tvpass_kept_token kept = token_of_an_hour();
  const tvpass_now early = minutes_later(54);
  const tvpass_now due = minutes_later(55);
  const tvpass_now over = minutes_later(60);
  CHECK(is_equal(tvpass_kept_token_text(&kept), text_of(TOKEN)));
  CHECK(!tvpass_kept_token_is_due(&kept, &early) && tvpass_kept_token_is_valid(&kept, &early));
  CHECK(tvpass_kept_token_is_due(&kept, &due) && tvpass_kept_token_is_valid(&kept, &due));
  CHECK(!tvpass_kept_token_is_valid(&kept, &over));
  CHECK(!tvpass_kept_token_is_due(NULL, &over) && !tvpass_kept_token_is_valid(&kept, NULL));
  CHECK(tvpass_kept_token_text(NULL).bytes == NULL);
}

static void a_token_is_kept_over_a_restart_with_its_person(void) {
  const tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_token(&app);
  const tvpass_now later = minutes_later(30);
  const tvpass_now due = minutes_later(55);
  tvpass_kept_token kept;
  tvpass_string identifier;
  CHECK(tvpass_kept_token_restore(&kept, &app, saved, BUFFER(other_texts), &later, &identifier, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(is_equal(tvpass_kept_token_text(&kept), text_of(TOKEN)) && is_equal(identifier, text_of(IDENTIFIER)));
  CHECK(!tvpass_kept_token_is_due(&kept, &later) && tvpass_kept_token_is_due(&kept, &due));
}

static void a_person_who_was_not_saved_is_absent(void) {
  const tvpass_app app = app_of_tests();
  const tvpass_kept_token made = token_of_an_hour();
  tvpass_kept_token kept;
  tvpass_string identifier = text_of("unchanged");
  tvpass_bytes saved;
  CHECK(tvpass_kept_token_save(&made, &app, text_of(NULL), BUFFER(disk), &saved, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_kept_token_restore(&kept, &app, saved, BUFFER(other_texts), &start, &identifier, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(identifier.bytes == NULL);
}

static tvpass_result restored(const tvpass_app *app, tvpass_bytes saved) {
  tvpass_kept_token kept;
  tvpass_string identifier;
  return tvpass_kept_token_restore(&kept, app, saved, BUFFER(other_texts), &start, &identifier, NULL);
}

static void every_damage_of_a_saved_token_is_refused(void) {
  const tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_token(&app);
  tvpass_bytes cut = saved;
  uint32_t harmful = 0;
  uint32_t bit;
  for (bit = 0; bit < saved.length * 8; bit++) {
    disk[bit / 8] ^= (uint8_t)(1u << bit % 8);
    harmful += restored(&app, saved) != TVPASS_RESULT_SAVED_DAMAGED;
    disk[bit / 8] ^= (uint8_t)(1u << bit % 8);
  }
  for (cut.length = 0; cut.length < saved.length; cut.length++) {
    harmful += restored(&app, cut) != TVPASS_RESULT_SAVED_DAMAGED;
  }
  CHECK(saved.length > 60 && harmful == 0);
  CHECK(restored(&app, saved) == TVPASS_RESULT_OK);
}

static void a_token_of_another_application_is_refused(void) {
  tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_token(&app);
  app.service_provider = text_of("another");
  CHECK(restored(&app, saved) == TVPASS_RESULT_SAVED_FOREIGN);
}

static void memory_that_is_too_small_for_a_token_says_how_much_suffices(void) {
  const tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_token(&app);
  const tvpass_kept_token made = token_of_an_hour();
  tvpass_buffer part = {other_texts, 0};
  tvpass_kept_token kept;
  tvpass_string identifier;
  tvpass_detail detail;
  tvpass_bytes written;
  for (; part.capacity < sizeof TOKEN + sizeof IDENTIFIER - 2; part.capacity++) {
    CHECK(tvpass_kept_token_restore(&kept, &app, saved, part, &start, &identifier, &detail) == TVPASS_RESULT_TOO_SMALL);
    CHECK(detail.needed == sizeof TOKEN + sizeof IDENTIFIER - 2);
  }
  CHECK(tvpass_kept_token_restore(&kept, &app, saved, part, &start, &identifier, NULL) == TVPASS_RESULT_OK);
  part.capacity = 8;
  CHECK(tvpass_kept_token_save(&made, &app, text_of(IDENTIFIER), part, &written, &detail) == TVPASS_RESULT_TOO_SMALL);
  CHECK(detail.needed <= sizeof disk);
}

static tvpass_result kept_of(const char *body) {
  const tvpass_string text = text_of(body);
  const tvpass_bytes bytes = {(const uint8_t *)text.bytes, text.length};
  tvpass_issued_token issued;
  tvpass_kept_token kept;
  CHECK(tvpass_issued_token_decode(201, bytes, &issued, NULL) == TVPASS_RESULT_OK);
  return tvpass_kept_token_init(&kept, &issued, BUFFER(other_texts), &start, NULL);
}

static void what_is_no_token_is_not_kept(void) {
  static const tvpass_issued_token none;
  tvpass_kept_token kept;
  CHECK(kept_of("{\"jws\":\"a.b\\u002ec\",\"notAfter\":1790003600000}") == TVPASS_RESULT_OK);
  CHECK(kept_of("{\"jws\":\"a.b\",\"notAfter\":1790003600000}") == TVPASS_RESULT_INVALID_PARAMETER);
  CHECK(kept_of("{\"jws\":\"a.b.c\\r\\nX: 1\",\"notAfter\":1790003600000}") == TVPASS_RESULT_INVALID_PARAMETER);
  CHECK(tvpass_kept_token_init(&kept, &none, BUFFER(texts), &start, NULL) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_kept_token_init(&kept, NULL, BUFFER(texts), &start, NULL) == TVPASS_RESULT_NULL_POINTER);
}

void test_kept_token(void) {
  a_token_is_renewed_before_it_expires();
  a_token_is_kept_over_a_restart_with_its_person();
  a_person_who_was_not_saved_is_absent();
  every_damage_of_a_saved_token_is_refused();
  a_token_of_another_application_is_refused();
  memory_that_is_too_small_for_a_token_says_how_much_suffices();
  what_is_no_token_is_not_kept();
}
