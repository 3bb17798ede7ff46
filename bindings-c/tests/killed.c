/* A process that dies at any step, and the one that is started after it. */
#include <stddef.h>

#include "check.h"
#include "json.h"

static const char SESSION[] =
    "{\"actionName\":\"authenticate\",\"actionType\":\"interactive\",\"reasonType\":\"none\",\"code\":\"8ADF2K7\","
    "\"url\":\"/api/v2/authenticate/REF30/8ADF2K7\",\"sessionId\":\"1b61\",\"mvpd\":\"Dish\",\"serviceProvider\":\"REF30\","
    "\"notBefore\":\"1733735289035\",\"notAfter\":\"1733737089035\"}";
static const char PROFILES[] =
    "{\"profiles\":{\"Dish\":{\"notBefore\":1733735289035,\"notAfter\":1765366800000,\"issuer\":\"Dish\","
    "\"type\":\"regular\",\"attributes\":{}}}}";

/* The deeds of the service. */
static uint32_t registrations;
static uint32_t sessions;
/* The state that survives the process. */
static uint8_t disk[TVPASS_SAVED_BYTES(TVPASS_SMALL_STORAGE)];
static tvpass_bytes kept = {disk, 0};
static uint64_t clock_millis;

static tvpass_event serve(tvpass_string target) {
  if (is_equal(target, text_of("/o/client/register"))) {
    registrations++;
    return response_of(201, "{\"client_id\":\"s6\",\"client_secret\":\"t7\"}");
  }
  if (is_equal(target, text_of("/o/client/token"))) {
    return response_of(201, "{\"access_token\":\"eyJ\",\"expires_in\":86400}");
  }
  if (is_equal(target, text_of("/api/v2/REF30/sessions"))) {
    sessions++;
    return response_of(201, SESSION);
  }
  if (is_equal(target, text_of("/api/v2/REF30/profiles/code/8ADF2K7"))) {
    return response_of(200, PROFILES);
  }
  return response_of(200, "{\"profiles\":{}}");
}

static tvpass_event act(const tvpass_step *step) {
  if (step->kind == TVPASS_STEP_KIND_SEND) {
    return serve(step->content.request.target);
  }
  if (step->kind == TVPASS_STEP_KIND_SLEEP) {
    clock_millis = step->content.until_millis;
    return event_of(TVPASS_EVENT_KIND_TIMER);
  }
  CHECK(step->kind == TVPASS_STEP_KIND_SHOW_CODE);
  return event_of(TVPASS_EVENT_KIND_SHOWN);
}

/* A process that begins with what was kept, and dies before it does this step; the kind of the step. */
static uint32_t run(uint32_t last_step) {
  static uint8_t memory[TVPASS_INSTALLATION_BYTES(TVPASS_SMALL_STORAGE)];
  static uint8_t request[512];
  static tvpass_installation installation;
  static tvpass_sign_in flow;
  static tvpass_step step;
  const tvpass_app app = app_of_tests();
  tvpass_sign_in_arguments arguments = {{NULL, 0}, {NULL, 0}, {NULL, 0}, 0};
  tvpass_event event = event_of(TVPASS_EVENT_KIND_START);
  uint32_t count;
  arguments.mvpd = text_of("Dish");
  CHECK(tvpass_installation_init(&installation, BUFFER(memory), NULL) == TVPASS_RESULT_OK);
  if (kept.length > 0) {
    CHECK(tvpass_installation_restore(&installation, &app, kept, NULL) == TVPASS_RESULT_OK);
  }
  CHECK(tvpass_sign_in_init(&flow, &arguments, NULL) == TVPASS_RESULT_OK);
  for (count = 0;; count++) {
    const tvpass_now now = {clock_millis, 1733735289035u + clock_millis, 7};
    CHECK(tvpass_sign_in_handle(&flow, &app, &installation, &now, &event, NULL) == TVPASS_RESULT_OK);
    if (tvpass_installation_is_unsaved(&installation)) {
      const uint32_t revision = tvpass_installation_revision(&installation);
      CHECK(tvpass_installation_save(&installation, &app, BUFFER(disk), &kept, NULL) == TVPASS_RESULT_OK);
      CHECK(tvpass_installation_mark_saved(&installation, revision) == TVPASS_RESULT_OK);
    }
    CHECK(tvpass_sign_in_step(&flow, &app, &installation, BUFFER(request), &step, NULL) == TVPASS_RESULT_OK);
    if (count == last_step || step.kind >= TVPASS_STEP_KIND_REGISTERED) {
      return step.kind;
    }
    event = act(&step);
  }
}

static void a_process_that_dies_at_any_step_costs_no_second_registration(void) {
  uint32_t last_step;
  uint32_t kind = 0;
  for (last_step = 0; kind != TVPASS_STEP_KIND_SIGNED_IN; last_step++) {
    registrations = 0;
    sessions = 0;
    kept.length = 0;
    clock_millis = 1000;
    kind = run(last_step);
    CHECK(run(100) == TVPASS_STEP_KIND_SIGNED_IN);
    CHECK(registrations == 1);
    /* Nor a second code, as long as the first is good. */
    CHECK(kind == TVPASS_STEP_KIND_SIGNED_IN || sessions == 1);
  }
  CHECK(last_step > 5);
}

void test_killed(void) {
  a_process_that_dies_at_any_step_costs_no_second_registration();
}
