/* The contents of an installation, in memory of any size. */
#include <stddef.h>

#include "check.h"
#include "json.h"

#define TEXTS 160

static uint8_t memory[TVPASS_INSTALLATION_BYTES(TEXTS)];
static uint8_t other_memory[TVPASS_INSTALLATION_BYTES(TEXTS)];
static uint8_t disk[TVPASS_SAVED_BYTES(TEXTS)];
static tvpass_installation installation;
static tvpass_installation restored;
static const tvpass_string none = {NULL, 0};

static tvpass_bytes saved_with_mvpd(const tvpass_app *app) {
  tvpass_bytes saved = {NULL, 0};
  CHECK(tvpass_installation_init(&installation, BUFFER(memory), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_remember_mvpd(&installation, text_of("Dish"), text_of("DISH TV"), none, NULL) ==
        TVPASS_RESULT_OK);
  CHECK(tvpass_installation_save(&installation, app, BUFFER(disk), &saved, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_init(&restored, BUFFER(other_memory), NULL) == TVPASS_RESULT_OK);
  return saved;
}

static void an_installation_is_kept_over_a_restart(void) {
  const tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_with_mvpd(&app);
  tvpass_remembered_mvpd mvpd;
  uint64_t until = 77;
  CHECK(tvpass_installation_restore(&restored, &app, saved, NULL) == TVPASS_RESULT_OK);
  CHECK(!tvpass_installation_is_unsaved(&restored));
  CHECK(tvpass_installation_mvpd(&restored, &mvpd) == TVPASS_RESULT_OK && is_equal(mvpd.mvpd, text_of("Dish")));
  CHECK(is_equal(mvpd.name, text_of("DISH TV")) && mvpd.logo.bytes == NULL);
  CHECK(tvpass_installation_profile_until(&restored, &until) == TVPASS_RESULT_OK && until == 0);
  CHECK(tvpass_installation_forget_mvpd(&restored) == TVPASS_RESULT_OK && tvpass_installation_is_unsaved(&restored));
  CHECK(tvpass_installation_mvpd(&restored, &mvpd) == TVPASS_RESULT_OK && mvpd.mvpd.bytes == NULL);
}

static void only_the_revision_that_was_saved_counts_as_saved(void) {
  uint32_t revision;
  CHECK(tvpass_installation_init(&installation, BUFFER(memory), NULL) == TVPASS_RESULT_OK);
  CHECK(!tvpass_installation_is_unsaved(&installation));
  CHECK(tvpass_installation_remember_mvpd(&installation, text_of("Dish"), none, none, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_is_unsaved(&installation));
  revision = tvpass_installation_revision(&installation);
  CHECK(tvpass_installation_remember_mvpd(&installation, text_of("Sling"), none, none, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_mark_saved(&installation, revision) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_is_unsaved(&installation));
  revision = tvpass_installation_revision(&installation);
  CHECK(tvpass_installation_mark_saved(&installation, revision) == TVPASS_RESULT_OK);
  CHECK(!tvpass_installation_is_unsaved(&installation));
  CHECK(tvpass_installation_mark_saved(&installation, 0x10000) == TVPASS_RESULT_UNKNOWN_NUMBER);
}

static int is_refused(const tvpass_app *app, tvpass_bytes saved) {
  tvpass_remembered_mvpd mvpd;
  return tvpass_installation_restore(&restored, app, saved, NULL) == TVPASS_RESULT_SAVED_DAMAGED &&
         tvpass_installation_mvpd(&restored, &mvpd) == TVPASS_RESULT_OK && mvpd.mvpd.bytes == NULL;
}

static void every_damage_of_what_was_saved_is_refused(void) {
  const tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_with_mvpd(&app);
  tvpass_bytes cut = saved;
  uint32_t harmful = 0;
  uint32_t bit;
  for (bit = 0; bit < saved.length * 8; bit++) {
    disk[bit / 8] ^= (uint8_t)(1u << bit % 8);
    harmful += !is_refused(&app, saved);
    disk[bit / 8] ^= (uint8_t)(1u << bit % 8);
  }
  for (cut.length = 0; cut.length < saved.length; cut.length++) {
    harmful += !is_refused(&app, cut);
  }
  CHECK(saved.length > 60 && harmful == 0);
  CHECK(tvpass_installation_restore(&restored, &app, saved, NULL) == TVPASS_RESULT_OK);
}

static void what_another_application_saved_is_refused(void) {
  tvpass_app app = app_of_tests();
  const tvpass_bytes saved = saved_with_mvpd(&app);
  app.service_provider = text_of("another");
  CHECK(tvpass_installation_restore(&restored, &app, saved, NULL) == TVPASS_RESULT_SAVED_FOREIGN);
}

static void memory_is_of_a_size_of_the_owner_s_choice(void) {
  static uint8_t large[1 + TVPASS_INSTALLATION_BYTES(3000)];
  static char long_id[2900];
  tvpass_buffer part = {memory, 16};
  tvpass_string id = {long_id, sizeof long_id};
  tvpass_detail detail;
  uint32_t at;
  for (at = 0; at < sizeof long_id; at++) {
    long_id[at] = 'x';
  }
  CHECK(tvpass_installation_init(&installation, part, &detail) == TVPASS_RESULT_TOO_SMALL);
  part.capacity = detail.needed;
  CHECK(tvpass_installation_init(&installation, part, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_init(&installation, BUFFER(memory), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_remember_mvpd(&installation, id, none, none, &detail) == TVPASS_RESULT_CAPACITY);
  CHECK(is_equal(detail.name, text_of("mvpd")) && detail.needed == sizeof long_id);
  /* At any address. */
  part.bytes = large + 1;
  part.capacity = sizeof large - 1;
  CHECK(tvpass_installation_init(&installation, part, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_remember_mvpd(&installation, id, none, none, NULL) == TVPASS_RESULT_OK);
}

/* The part of the memory that is for texts alone. */
static uint32_t count_in_texts(uint8_t byte) {
  uint32_t at;
  uint32_t found = 0;
  for (at = TVPASS_INSTALLATION_OVERHEAD; at < sizeof memory; at++) {
    found += memory[at] == byte;
  }
  return found;
}

static void a_reset_leaves_nothing_of_what_was_there(void) {
  static char long_id[TEXTS];
  tvpass_string id = {long_id, sizeof long_id};
  uint32_t at;
  uint32_t state = 77;
  for (at = 0; at < sizeof long_id; at++) {
    long_id[at] = '~';
  }
  CHECK(tvpass_installation_init(&installation, BUFFER(memory), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_installation_remember_mvpd(&installation, id, none, none, NULL) == TVPASS_RESULT_OK);
  CHECK(count_in_texts('~') > 0);
  CHECK(tvpass_installation_reset(&installation) == TVPASS_RESULT_OK && tvpass_installation_is_unsaved(&installation));
  CHECK(count_in_texts('~') == 0);
  CHECK(tvpass_installation_registration(&installation, &state) == TVPASS_RESULT_OK);
  CHECK(state == TVPASS_REGISTRATION_STATE_UNREGISTERED);
}

void test_installation(void) {
  an_installation_is_kept_over_a_restart();
  only_the_revision_that_was_saved_counts_as_saved();
  every_damage_of_what_was_saved_is_refused();
  what_another_application_saved_is_refused();
  memory_is_of_a_size_of_the_owner_s_choice();
  a_reset_leaves_nothing_of_what_was_there();
}
