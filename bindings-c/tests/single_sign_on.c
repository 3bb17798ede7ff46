/* The flows that get a service token, and the one that asks whether somebody is signed in. */
#include <stddef.h>

#include "check.h"
#include "json.h"
#include "turns.h"

#define ISSUED "{\"serviceToken\":\"eyJhbGciOi.e30.c2ln\",\"notBefore\":1733735289035,\"notAfter\":1733738889035}"
#define PROFILES                                                                                           \
  "{\"profiles\":{\"Dish\":{\"notBefore\":1733735289035,\"notAfter\":1765366800000,\"issuer\":\"Dish\"," \
  "\"type\":\"serviceTokenSSO\",\"attributes\":{}}}}"

static uint8_t texts[64];

static void service_token_of(tvpass_service_token *flow, const tvpass_kept_token *kept, uint32_t kind, const char *text) {
  tvpass_person person = {0, {NULL, 0}};
  person.kind = kind;
  person.text = text_of(text);
  CHECK(tvpass_service_token_init(flow, kept, &person, NULL) == TVPASS_RESULT_OK);
}

/* A flow whose request is in flight. */
static void asks_for(tvpass_service_token *flow, uint32_t kind, const char *text) {
  registered();
  service_token_of(flow, NULL, kind, text);
  TURN(service_token, flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND && step.content.request.method == TVPASS_METHOD_POST);
  CHECK(is_equal(step.content.request.target, text_of("/api/REF30/serviceToken")));
}

static tvpass_string header_of_request(uint32_t header) {
  return step.content.request.headers.values[header];
}

static void a_token_is_got_kept_and_renewed_in_time(void) {
  tvpass_service_token flow;
  tvpass_kept_token kept;
  asks_for(&flow, TVPASS_PERSON_KIND_IDENTIFIER, "household-19");
  CHECK(is_equal(header_of_request(TVPASS_HEADER_X_SSO_ID), text_of("household-19")));
  TURN(service_token, &flow, response_of(201, ISSUED));
  CHECK(step.kind == TVPASS_STEP_KIND_TOKEN_ISSUED);
  CHECK(tvpass_kept_token_init(&kept, &step.content.issued_token, BUFFER(texts), &now, NULL) == TVPASS_RESULT_OK);
  service_token_of(&flow, &kept, TVPASS_PERSON_KIND_NOBODY, NULL);
  TURN(service_token, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_TOKEN_HOLDS);
  now.monotonic_millis += 55 * 60000u;
  service_token_of(&flow, &kept, TVPASS_PERSON_KIND_NOBODY, NULL);
  TURN(service_token, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND && step.content.request.method == TVPASS_METHOD_GET);
  CHECK(is_equal(header_of_request(TVPASS_HEADER_AD_SERVICE_TOKEN), tvpass_kept_token_text(&kept)));
}

#define CODE_REFUSED "{\"status\":\"BAD_REQUEST\",\"error\":{\"status\":400,\"code\":\"token_invalid\"}}"

static void a_link_code_that_is_refused_is_asked_for_again(void) {
  tvpass_service_token flow;
  tvpass_event typed = event_of(TVPASS_EVENT_KIND_LINK_CODE);
  asks_for(&flow, TVPASS_PERSON_KIND_LINK_CODE, "000000");
  CHECK(is_equal(header_of_request(TVPASS_HEADER_X_SSO_LINK), text_of("000000")));
  TURN(service_token, &flow, response_of(400, CODE_REFUSED));
  CHECK(step.kind == TVPASS_STEP_KIND_ASK_LINK_CODE && step.content.link_code_refused.is_present);
  CHECK(tvpass_text_equals(&step.content.link_code_refused.error.code, text_of("token_invalid")));
  typed.link_code = text_of("  ");
  TURN(service_token, &flow, typed);
  CHECK(step.kind == TVPASS_STEP_KIND_ASK_LINK_CODE && !step.content.link_code_refused.is_present);
  typed.link_code = text_of(" k7Q2zP ");
  TURN(service_token, &flow, typed);
  CHECK(is_equal(header_of_request(TVPASS_HEADER_X_SSO_LINK), text_of("k7Q2zP")));
  TURN(service_token, &flow, response_of(201, ISSUED));
  CHECK(step.kind == TVPASS_STEP_KIND_TOKEN_ISSUED);
}

static void ends_without(tvpass_service_token *flow, tvpass_event event, uint32_t reason, uint32_t actor) {
  TURN(service_token, flow, event);
  CHECK(step.kind == TVPASS_STEP_KIND_WITHOUT_SINGLE_SIGN_ON);
  CHECK(step.content.no_single_sign_on.reason == reason && step.content.no_single_sign_on.actor == actor);
}

static void without_a_person_there_is_no_token(void) {
  tvpass_service_token flow;
  registered();
  service_token_of(&flow, NULL, TVPASS_PERSON_KIND_NOBODY, NULL);
  ends_without(&flow, event_of(TVPASS_EVENT_KIND_START), TVPASS_NO_SINGLE_SIGN_ON_REASON_NOBODY_KNOWN,
               TVPASS_ACTOR_VIEWER);
  asks_for(&flow, TVPASS_PERSON_KIND_LINK_CODE, "000000");
  TURN(service_token, &flow, response_of(400, CODE_REFUSED));
  ends_without(&flow, event_of(TVPASS_EVENT_KIND_REFUSED), TVPASS_NO_SINGLE_SIGN_ON_REASON_NO_CODE,
               TVPASS_ACTOR_VIEWER);
}

static void a_token_that_is_over_says_so(void) {
  tvpass_service_token flow;
  tvpass_kept_token kept;
  asks_for(&flow, TVPASS_PERSON_KIND_IDENTIFIER, "household-19");
  TURN(service_token, &flow, response_of(201, ISSUED));
  CHECK(tvpass_kept_token_init(&kept, &step.content.issued_token, BUFFER(texts), &now, NULL) == TVPASS_RESULT_OK);
  now.monotonic_millis += 2 * 3600000u;
  service_token_of(&flow, &kept, TVPASS_PERSON_KIND_NOBODY, NULL);
  TURN(service_token, &flow, event_of(TVPASS_EVENT_KIND_START));
  ends_without(&flow, response_of(401, "{\"status\":\"UNAUTHORIZED\",\"error\":{\"code\":\"header_invalid\"}}"),
               TVPASS_NO_SINGLE_SIGN_ON_REASON_TOKEN_REFUSED, TVPASS_ACTOR_VIEWER);
  CHECK(step.content.no_single_sign_on.failure.result == TVPASS_RESULT_SERVICE);
  CHECK(tvpass_text_equals(&step.content.no_single_sign_on.failure.error.code, text_of("header_invalid")));
}

static void a_service_that_is_not_there_is_told_from_one_that_fails(void) {
  tvpass_service_token flow;
  uint32_t attempts;
  asks_for(&flow, TVPASS_PERSON_KIND_IDENTIFIER, "household-19");
  ends_without(&flow, response_of(403, ""), TVPASS_NO_SINGLE_SIGN_ON_REASON_NOT_LICENSED, TVPASS_ACTOR_CONFIGURATION);
  CHECK(step.content.no_single_sign_on.failure.http_status == 403);
  asks_for(&flow, TVPASS_PERSON_KIND_IDENTIFIER, "household-19");
  ends_without(&flow, response_of(201, "{\"status\":\"CREATED\"}"), TVPASS_NO_SINGLE_SIGN_ON_REASON_UNUSABLE,
               TVPASS_ACTOR_SERVICE);
  CHECK(step.content.no_single_sign_on.failure.result == TVPASS_RESULT_JSON_MISSING);
  CHECK(step.content.no_single_sign_on.failure.http_status == 201);
  asks_for(&flow, TVPASS_PERSON_KIND_IDENTIFIER, "household-19");
  for (attempts = 1; attempts < 3; attempts++) {
    TURN(service_token, &flow, event_of(TVPASS_EVENT_KIND_NO_RESPONSE));
    CHECK(step.kind == TVPASS_STEP_KIND_SLEEP);
    now.monotonic_millis = step.content.until_millis;
    TURN(service_token, &flow, event_of(TVPASS_EVENT_KIND_TIMER));
    CHECK(step.kind == TVPASS_STEP_KIND_SEND);
  }
  ends_without(&flow, event_of(TVPASS_EVENT_KIND_NO_RESPONSE), TVPASS_NO_SINGLE_SIGN_ON_REASON_UNREACHABLE,
               TVPASS_ACTOR_NETWORK);
  CHECK(step.content.no_single_sign_on.failure.result == TVPASS_RESULT_NO_RESPONSE);
}

static void a_stray_event_sends_no_second_request(void) {
  static const uint32_t strays[] = {TVPASS_EVENT_KIND_START,  TVPASS_EVENT_KIND_TIMER, TVPASS_EVENT_KIND_USER_AGENT_RETURNED,
                                    TVPASS_EVENT_KIND_ONLINE, TVPASS_EVENT_KIND_REFUSED};
  tvpass_service_token flow;
  const tvpass_event foreign = event_of(TVPASS_EVENT_KIND_SHOWN);
  const tvpass_event without_code = event_of(TVPASS_EVENT_KIND_LINK_CODE);
  tvpass_detail detail;
  uint32_t at;
  asks_for(&flow, TVPASS_PERSON_KIND_LINK_CODE, "407315");
  for (at = 0; at < LENGTH(strays); at++) {
    TURN(service_token, &flow, event_of(strays[at]));
    CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  }
  CHECK(tvpass_service_token_handle(&flow, &app, &installation, &now, &foreign, &detail) ==
        TVPASS_RESULT_UNKNOWN_NUMBER);
  CHECK(tvpass_service_token_handle(&flow, &app, &installation, &now, &without_code, &detail) ==
        TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("link_code")));
  TURN(service_token, &flow, response_of(201, ISSUED));
  CHECK(step.kind == TVPASS_STEP_KIND_TOKEN_ISSUED);
  TURN(service_token, &flow, event_of(TVPASS_EVENT_KIND_TIMER));
  CHECK(step.kind == TVPASS_STEP_KIND_STOP && step.content.stop.failure.result == TVPASS_RESULT_NOT_RUNNING);
}

static tvpass_result init_for(uint32_t kind, const char *text) {
  tvpass_service_token flow;
  tvpass_person person = {0, {NULL, 0}};
  person.kind = kind;
  person.text = text_of(text);
  return tvpass_service_token_init(&flow, NULL, &person, NULL);
}

static void a_person_is_judged_before_anything_is_sent(void) {
  static const tvpass_kept_token zeros;
  const tvpass_person nobody = {TVPASS_PERSON_KIND_NOBODY, {NULL, 0}};
  const tvpass_headers headers = device_headers();
  tvpass_sso_token_call call = {{"REF30", 5}, {TVPASS_PERSON_KIND_NOBODY, {NULL, 0}}};
  tvpass_service_token flow;
  tvpass_request request;
  tvpass_detail detail;
  CHECK(init_for(TVPASS_PERSON_KIND_IDENTIFIER, NULL) == TVPASS_RESULT_NULL_POINTER);
  CHECK(init_for(TVPASS_PERSON_KIND_IDENTIFIER, "a\r\nX: 1") == TVPASS_RESULT_INVALID_PARAMETER);
  CHECK(init_for(TVPASS_PERSON_KIND_LINK_CODE, " ") == TVPASS_RESULT_MISSING_PARAMETER);
  CHECK(init_for(TVPASS_PERSON_KIND_LINK_CODE, "407315407315407315407315407315407315") == TVPASS_RESULT_CAPACITY);
  CHECK(init_for(3, "407315") == TVPASS_RESULT_UNKNOWN_NUMBER);
  CHECK(tvpass_service_token_init(&flow, &zeros, &nobody, NULL) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_sso_token_call_encode(&headers, &call, BUFFER(memory), &request, NULL) == TVPASS_RESULT_UNKNOWN_NUMBER);
  call.person.kind = TVPASS_PERSON_KIND_IDENTIFIER;
  call.person.text = text_of("a\tb");
  CHECK(tvpass_sso_token_call_encode(&headers, &call, BUFFER(memory), &request, &detail) ==
        TVPASS_RESULT_INVALID_PARAMETER);
  CHECK(is_equal(detail.name, text_of("identifier")) && detail.offset == 1);
}

static void check_of(tvpass_check_sign_in *flow) {
  CHECK(tvpass_check_sign_in_init(flow) == TVPASS_RESULT_OK);
  TURN(check_sign_in, flow, event_of(TVPASS_EVENT_KIND_START));
}

static void somebody_is_signed_in_or_nobody_is(void) {
  tvpass_check_sign_in flow;
  registered();
  check_of(&flow);
  CHECK(step.kind == TVPASS_STEP_KIND_SEND);
  CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/profiles")));
  TURN(check_sign_in, &flow, event_of(TVPASS_EVENT_KIND_TIMER));
  CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  TURN(check_sign_in, &flow, response_of(200, "{\"profiles\":{}}"));
  CHECK(step.kind == TVPASS_STEP_KIND_NOBODY_SIGNED_IN);
  check_of(&flow);
  TURN(check_sign_in, &flow, response_of(200, PROFILES));
  CHECK(step.kind == TVPASS_STEP_KIND_SIGNED_IN);
  CHECK(step.content.signed_in.profile.profile_type.number == TVPASS_PROFILE_TYPE_SERVICE_TOKEN_SSO);
  check_of(&flow);
  CHECK(step.kind == TVPASS_STEP_KIND_SIGN_IN_REMEMBERED);
  CHECK(is_equal(step.content.remembered_sign_in.mvpd, text_of("Dish")));
  CHECK(step.content.remembered_sign_in.not_after == 1765366800000u);
}

void test_single_sign_on(void) {
  a_token_is_got_kept_and_renewed_in_time();
  a_link_code_that_is_refused_is_asked_for_again();
  without_a_person_there_is_no_token();
  a_token_that_is_over_says_so();
  a_service_that_is_not_there_is_told_from_one_that_fails();
  a_stray_event_sends_no_second_request();
  a_person_is_judged_before_anything_is_sent();
  somebody_is_signed_in_or_nobody_is();
}
