/* The flows that link a device, list the devices of a sign-in, and take some out. */
#include <stddef.h>

#include "check.h"
#include "json.h"
#include "turns.h"

#define RENEWED "{\"serviceToken\":\"eyJhbGciOi.e30.bmV3\",\"notBefore\":1733735289035,\"notAfter\":1733738889035}"
#define CODE "{\"code\":\"407315\",\"notBefore\":1733735289035,\"notAfter\":1733737089035}"
#define HALF_AN_HOUR 1800000u

/* The device itself, as app_of_tests has it. */
#define OWN "dHY="

static const tvpass_string none = {NULL, 0};
static tvpass_kept_token kept;
static uint8_t texts[32];

/* A device with a token that lives for an hour. */
static void with_a_token(void) {
  static const char issued_body[] =
      "{\"serviceToken\":\"eyJhbGciOi.e30.b2xk\",\"notBefore\":1733735289035,\"notAfter\":1733738889035}";
  tvpass_issued_token issued;
  registered();
  CHECK(tvpass_issued_token_decode(201, BODY(issued_body), &issued, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_kept_token_init(&kept, &issued, BUFFER(texts), &now, NULL) == TVPASS_RESULT_OK);
}

/* Keeps the token of the step, and puts it into its header. */
static void keep_the_renewed(void) {
  CHECK(step.kind == TVPASS_STEP_KIND_TOKEN_RENEWED);
  CHECK(tvpass_kept_token_init(&kept, &step.content.issued_token, BUFFER(texts), &now, NULL) == TVPASS_RESULT_OK);
  app.headers.values[TVPASS_HEADER_AD_SERVICE_TOKEN] = tvpass_kept_token_text(&kept);
}

static int is_sent(uint32_t method, const char *target, const char *token) {
  const tvpass_request *request = &step.content.request;
  return step.kind == TVPASS_STEP_KIND_SEND && request->method == method &&
         is_equal(request->target, text_of(target)) &&
         is_equal(request->headers.values[TVPASS_HEADER_AD_SERVICE_TOKEN], text_of(token));
}

static void link_of(tvpass_link_device *flow) {
  CHECK(tvpass_link_device_init(flow, &kept, none, NULL) == TVPASS_RESULT_OK);
  TURN(link_device, flow, event_of(TVPASS_EVENT_KIND_START));
}

static void a_link_code_is_shown_until_it_expires(void) {
  tvpass_link_device flow;
  with_a_token();
  link_of(&flow);
  CHECK(is_sent(TVPASS_METHOD_POST, "/api/REF30/link", "eyJhbGciOi.e30.b2xk"));
  TURN(link_device, &flow, response_of(201, CODE));
  CHECK(step.kind == TVPASS_STEP_KIND_SHOW_LINK_CODE);
  CHECK(tvpass_text_equals(&step.content.link_code.code, text_of("407315")));
  CHECK(step.content.link_code.expires_at_millis == now.monotonic_millis + HALF_AN_HOUR);
  TURN(link_device, &flow, event_of(TVPASS_EVENT_KIND_SHOWN));
  CHECK(step.kind == TVPASS_STEP_KIND_SLEEP);
  now.monotonic_millis = step.content.until_millis;
  TURN(link_device, &flow, event_of(TVPASS_EVENT_KIND_TIMER));
  CHECK(step.kind == TVPASS_STEP_KIND_CODE_EXPIRED);
  CHECK(step.content.code_expired.reason == TVPASS_CODE_EXPIRED_REASON_TIME_PASSED);
  CHECK(step.content.code_expired.actor == TVPASS_ACTOR_VIEWER && step.content.code_expired.last_failure == 0);
  TURN(link_device, &flow, event_of(TVPASS_EVENT_KIND_NEW_CODE));
  CHECK(is_sent(TVPASS_METHOD_POST, "/api/REF30/link", "eyJhbGciOi.e30.b2xk"));
  TURN(link_device, &flow, response_of(201, CODE));
  TURN(link_device, &flow, event_of(TVPASS_EVENT_KIND_FINISHED));
  CHECK(step.kind == TVPASS_STEP_KIND_LINKED);
}

static void a_token_that_is_due_is_renewed_before_a_code_is_asked_for(void) {
  tvpass_link_device flow;
  with_a_token();
  now.monotonic_millis += 55 * 60000u;
  link_of(&flow);
  CHECK(is_sent(TVPASS_METHOD_GET, "/api/REF30/serviceToken", "eyJhbGciOi.e30.b2xk"));
  TURN(link_device, &flow, response_of(200, RENEWED));
  keep_the_renewed();
  TURN(link_device, &flow, event_of(TVPASS_EVENT_KIND_SHOWN));
  CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  TURN(link_device, &flow, event_of(TVPASS_EVENT_KIND_TOKEN_KEPT));
  CHECK(is_sent(TVPASS_METHOD_POST, "/api/REF30/link", "eyJhbGciOi.e30.bmV3"));
}

static void a_stray_event_changes_nothing_of_a_link(void) {
  static const uint32_t strays[] = {TVPASS_EVENT_KIND_START,    TVPASS_EVENT_KIND_TIMER,    TVPASS_EVENT_KIND_ONLINE,
                                    TVPASS_EVENT_KIND_SHOWN,    TVPASS_EVENT_KIND_NEW_CODE, TVPASS_EVENT_KIND_FINISHED,
                                    TVPASS_EVENT_KIND_TOKEN_KEPT};
  const tvpass_event foreign = event_of(TVPASS_EVENT_KIND_NOTED);
  tvpass_link_device flow;
  uint32_t at;
  with_a_token();
  link_of(&flow);
  for (at = 0; at < LENGTH(strays); at++) {
    TURN(link_device, &flow, event_of(strays[at]));
    CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  }
  CHECK(tvpass_link_device_handle(&flow, &app, &installation, &now, &foreign, NULL) == TVPASS_RESULT_UNKNOWN_NUMBER);
  TURN(link_device, &flow, response_of(201, CODE));
  CHECK(step.kind == TVPASS_STEP_KIND_SHOW_LINK_CODE);
}

static void the_devices_of_a_sign_in_are_listed(void) {
  static const char body[] =
      "{\"devices\":{\"attic\":{\"deviceType\":\"mobile\",\"model\":\"Pixel\",\"os\":\"Android\",\"osVersion\":\"15\","
      "\"lastSeen\":1789990000000,\"type\":\"sso\",\"trusted\":true,\"tags\":[]},\"" OWN "\":{\"type\":\"new\"}}}";
  const tvpass_string own = text_of("fingerprint " OWN);
  tvpass_list_devices flow;
  tvpass_linked_device_cursor cursor;
  tvpass_linked_device device;
  tvpass_device_attribute_cursor attributes;
  tvpass_text name;
  tvpass_value value;
  uint32_t count = 0;
  with_a_token();
  CHECK(tvpass_list_devices_init(&flow, &kept, none, NULL) == TVPASS_RESULT_OK);
  TURN(list_devices, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(is_sent(TVPASS_METHOD_GET, "/api/REF30/list", "eyJhbGciOi.e30.b2xk"));
  TURN(list_devices, &flow, event_of(TVPASS_EVENT_KIND_TOKEN_KEPT));
  CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  TURN(list_devices, &flow, response_of(200, body));
  CHECK(step.kind == TVPASS_STEP_KIND_DEVICES_LISTED);
  CHECK(tvpass_linked_devices_begin(&step.content.linked_devices, &cursor) == TVPASS_RESULT_OK);
  CHECK(tvpass_linked_devices_next(&cursor, &device) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&device.id, text_of("attic")) && tvpass_text_equals(&device.device_type, text_of("mobile")));
  CHECK(tvpass_text_equals(&device.model, text_of("Pixel")) && tvpass_text_equals(&device.os, text_of("Android")));
  CHECK(tvpass_text_equals(&device.os_version, text_of("15")) && device.last_seen == 1789990000000u);
  CHECK(device.link_type.number == TVPASS_LINK_TYPE_SSO && !tvpass_linked_device_is_own(&device, own));
  CHECK(tvpass_device_attributes_begin(&device.attributes, &attributes) == TVPASS_RESULT_OK);
  while (tvpass_device_attributes_next(&attributes, &name, &value) == TVPASS_RESULT_OK) {
    count++;
  }
  CHECK(count == 7 && tvpass_text_equals(&name, text_of("trusted")) && value.boolean);
  CHECK(tvpass_linked_devices_next(&cursor, &device) == TVPASS_RESULT_OK && tvpass_linked_device_is_own(&device, own));
  CHECK(device.link_type.number == 0 && tvpass_text_equals(&device.link_type.text, text_of("new")));
  CHECK(!tvpass_linked_device_is_own(NULL, own) && !tvpass_linked_device_is_own(&device, none));
  CHECK(tvpass_linked_devices_next(&cursor, &device) == TVPASS_RESULT_END);
}

static void a_device_that_takes_itself_out_is_told(void) {
  static const tvpass_string ids[] = {TVPASS_STRING_INIT("attic"), TVPASS_STRING_INIT(OWN)};
  tvpass_unlink_devices flow;
  tvpass_string body;
  with_a_token();
  CHECK(tvpass_unlink_devices_init(&flow, ids, LENGTH(ids), &kept, none, NULL) == TVPASS_RESULT_OK);
  TURN(unlink_devices, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(is_sent(TVPASS_METHOD_POST, "/api/REF30/unlink", "eyJhbGciOi.e30.b2xk"));
  body.bytes = (const char *)step.content.request.body.bytes;
  body.length = step.content.request.body.length;
  CHECK(is_equal(body, text_of("{\"devices\":[\"attic\",\"" OWN "\"]}")));
  TURN(unlink_devices, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  TURN(unlink_devices, &flow, response_of(200, "{\"unlinkedDevices\":[\"" OWN "\"]}"));
  CHECK(step.kind == TVPASS_STEP_KIND_DEVICES_UNLINKED && step.content.unlinked.is_own);
  CHECK(tvpass_unlinked_devices_contain(&step.content.unlinked.devices, text_of(OWN)));
  CHECK(!tvpass_unlinked_devices_contain(&step.content.unlinked.devices, text_of("attic")));
}

static void a_token_that_is_refused_is_got_anew_for_the_person(void) {
  static const char refused[] = "{\"status\":\"UNAUTHORIZED\",\"error\":{\"code\":\"header_invalid\"}}";
  static const tvpass_string ids[] = {TVPASS_STRING_INIT("attic")};
  tvpass_unlink_devices flow;
  with_a_token();
  CHECK(tvpass_unlink_devices_init(&flow, ids, 1, &kept, text_of("household-19"), NULL) == TVPASS_RESULT_OK);
  TURN(unlink_devices, &flow, event_of(TVPASS_EVENT_KIND_START));
  TURN(unlink_devices, &flow, response_of(401, refused));
  CHECK(is_sent(TVPASS_METHOD_GET, "/api/REF30/serviceToken", "eyJhbGciOi.e30.b2xk"));
  TURN(unlink_devices, &flow, response_of(401, refused));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND && step.content.request.method == TVPASS_METHOD_POST);
  CHECK(is_equal(step.content.request.headers.values[TVPASS_HEADER_X_SSO_ID], text_of("household-19")));
  TURN(unlink_devices, &flow, response_of(201, RENEWED));
  keep_the_renewed();
  TURN(unlink_devices, &flow, event_of(TVPASS_EVENT_KIND_TOKEN_KEPT));
  CHECK(is_sent(TVPASS_METHOD_POST, "/api/REF30/unlink", "eyJhbGciOi.e30.bmV3"));
  TURN(unlink_devices, &flow, response_of(401, refused));
  CHECK(step.kind == TVPASS_STEP_KIND_WITHOUT_SINGLE_SIGN_ON);
  CHECK(step.content.no_single_sign_on.reason == TVPASS_NO_SINGLE_SIGN_ON_REASON_TOKEN_REFUSED);
}

static void devices_are_judged_before_anything_is_sent(void) {
  static const char broken[] = {(char)0xff};
  static tvpass_string ids[TVPASS_UNLINK_LIMIT + 1];
  tvpass_sso_unlink_call call = {{"REF30", 5}, NULL, 0};
  const tvpass_headers headers = device_headers();
  tvpass_unlink_devices flow;
  tvpass_link_device link;
  tvpass_list_devices list;
  tvpass_request request;
  tvpass_detail detail;
  uint32_t at;
  with_a_token();
  for (at = 0; at < LENGTH(ids); at++) {
    ids[at] = text_of("attic");
  }
  call.devices = ids;
  call.device_count = LENGTH(ids);
  CHECK(tvpass_sso_unlink_call_encode(&headers, &call, BUFFER(memory), &request, NULL) == TVPASS_RESULT_TOO_MANY);
  CHECK(tvpass_unlink_devices_init(&flow, ids, LENGTH(ids), &kept, none, NULL) == TVPASS_RESULT_TOO_MANY);
  CHECK(tvpass_unlink_devices_init(&flow, ids, TVPASS_UNLINK_LIMIT, &kept, none, NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_unlink_devices_init(&flow, ids, 0, &kept, none, &detail) == TVPASS_RESULT_MISSING_PARAMETER);
  CHECK(is_equal(detail.name, text_of("devices")));
  CHECK(tvpass_unlink_devices_init(&flow, NULL, 1, &kept, none, NULL) == TVPASS_RESULT_NULL_POINTER);
  ids[1] = none;
  CHECK(tvpass_unlink_devices_init(&flow, ids, 2, &kept, none, NULL) == TVPASS_RESULT_NULL_POINTER);
  ids[1].bytes = broken;
  ids[1].length = sizeof broken;
  CHECK(tvpass_unlink_devices_init(&flow, ids, 2, &kept, none, NULL) == TVPASS_RESULT_NOT_UTF8);
  CHECK(tvpass_link_device_init(&link, NULL, none, NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(tvpass_link_device_init(&link, &kept, text_of(""), &detail) == TVPASS_RESULT_MISSING_PARAMETER);
  CHECK(is_equal(detail.name, text_of("identifier")));
  CHECK(tvpass_list_devices_init(&list, &kept, text_of(" a"), NULL) == TVPASS_RESULT_INVALID_PARAMETER);
}

void test_devices(void) {
  a_link_code_is_shown_until_it_expires();
  a_token_that_is_due_is_renewed_before_a_code_is_asked_for();
  a_stray_event_changes_nothing_of_a_link();
  the_devices_of_a_sign_in_are_listed();
  a_device_that_takes_itself_out_is_told();
  a_token_that_is_refused_is_got_anew_for_the_person();
  devices_are_judged_before_anything_is_sent();
}
