#include "turns.h"

#include <stddef.h>

#include "check.h"
#include "json.h"

static uint8_t storage[TVPASS_INSTALLATION_BYTES(TVPASS_SMALL_STORAGE)];
uint8_t memory[512];
tvpass_installation installation;
tvpass_app app;
tvpass_step step;
tvpass_now now;

tvpass_app app_of_tests(void) {
  tvpass_app made = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {0, {{NULL, 0}}}, 0};
  made.base_url = text_of("http://127.0.0.1");
  made.service_provider = text_of("REF30");
  made.software_statement = text_of("demo.software.statement");
  made.headers = device_headers();
  made.headers.values[TVPASS_HEADER_AUTHORIZATION] = text_of(NULL);
  return made;
}

tvpass_event event_of(uint32_t kind) {
  tvpass_event event = {0, 0, 0, {NULL, 0}, {NULL, 0}, NULL, {NULL, 0}};
  event.kind = kind;
  return event;
}

tvpass_event response_of(uint32_t http_status, const char *body) {
  tvpass_event event = event_of(TVPASS_EVENT_KIND_RESPONSE);
  const tvpass_string text = text_of(body);
  event.http_status = http_status;
  event.body.bytes = (const uint8_t *)text.bytes;
  event.body.length = text.length;
  return event;
}

void registered(void) {
  static const tvpass_now start = {1000, 1733735289035u, 7};
  tvpass_registration flow;
  now = start;
  app = app_of_tests();
  CHECK(tvpass_installation_init(&installation, BUFFER(storage), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_registration_init(&flow) == TVPASS_RESULT_OK);
  TURN(registration, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND && step.content.request.method == TVPASS_METHOD_POST);
  CHECK(is_equal(step.content.request.target, text_of("/o/client/register")));
  TURN(registration, &flow, response_of(201, "{\"client_id\":\"s6\",\"client_secret\":\"t7\"}"));
  CHECK(is_equal(step.content.request.target, text_of("/o/client/token")));
  TURN(registration, &flow, response_of(201, "{\"access_token\":\"eyJ\",\"expires_in\":86400}"));
  CHECK(step.kind == TVPASS_STEP_KIND_REGISTERED);
}
