/* Flows, step by step; the core's own tests judge what they decide. */
#include <stddef.h>

#include "check.h"
#include "json.h"
#include "turns.h"

static const tvpass_string none = {NULL, 0};

static void a_catalogue_is_preauthorized(void) {
  static tvpass_resource resources[2];
  tvpass_preauthorization flow;
  tvpass_decision decision;
  uint32_t place = 77;
  registered();
  CHECK(tvpass_resource_init(&resources[0], text_of("news"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_preauthorization_init(&flow, resources, 2, text_of("Dish"), 0, NULL) == TVPASS_RESULT_NOT_INITIALISED);
  CHECK(tvpass_resource_init(&resources[1], text_of("sports"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_preauthorization_init(&flow, resources, 2, text_of("Dish"), 0, NULL) == TVPASS_RESULT_OK);
  TURN(preauthorization, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(is_equal((tvpass_string){(const char *)step.content.request.body.bytes, step.content.request.body.length},
                 text_of("{\"resources\":[\"news\",\"sports\"]}")));
  TURN(preauthorization, &flow,
       response_of(200, "{\"decisions\":["
                        "{\"resource\":\"sports\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Dish\",\"authorized\":true,"
                        "\"source\":\"mvpd\"},"
                        "{\"resource\":\"news\",\"serviceProvider\":\"REF30\",\"mvpd\":\"Dish\",\"authorized\":false,"
                        "\"source\":\"mvpd\",\"error\":{\"status\":403,\"code\":\"authorization_denied_by_mvpd\","
                        "\"action\":\"none\"}}]}"));
  CHECK(step.kind == TVPASS_STEP_KIND_DECIDED);
  CHECK(tvpass_decided_part_get(&step.content.decided, 1, &place, &decision) == TVPASS_RESULT_OK && place == 0);
  CHECK(tvpass_text_equals(&decision.error.code, text_of("authorization_denied_by_mvpd")));
  CHECK(tvpass_decided_part_get(&step.content.decided, 2, &place, &decision) == TVPASS_RESULT_END);
  TURN(preauthorization, &flow, event_of(TVPASS_EVENT_KIND_NOTED));
  CHECK(step.kind == TVPASS_STEP_KIND_PREAUTHORIZED);
  CHECK(!tvpass_permits_is_permitted(&step.content.permits, 0) && tvpass_permits_is_decided(&step.content.permits, 0));
  CHECK(tvpass_permits_is_permitted(&step.content.permits, 1));
  CHECK(!tvpass_permits_is_decided(&step.content.permits, 2));
}

static void a_second_screen_confirms_the_device(void) {
  tvpass_second_screen flow;
  tvpass_session_device device;
  registered();
  CHECK(tvpass_second_screen_init(&flow, text_of("8ADF2K7"), none, none, NULL) == TVPASS_RESULT_OK);
  TURN(second_screen, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/sessions/8ADF2K7")));
  TURN(second_screen, &flow,
       response_of(200, "{\"existingParameters\":{\"mvpd\":\"Dish\"},\"device\":{\"model\":\"TV\"},\"notBefore\":1,"
                        "\"notAfter\":2}"));
  CHECK(step.kind == TVPASS_STEP_KIND_CONFIRM_DEVICE);
  CHECK(tvpass_session_details_device(&step.content.information, &device) == TVPASS_RESULT_OK);
  CHECK(tvpass_text_equals(&device.model, text_of("TV")));
  TURN(second_screen, &flow, event_of(TVPASS_EVENT_KIND_CONFIRMED));
  CHECK(step.kind == TVPASS_STEP_KIND_OPEN_URL);
  CHECK(is_equal(step.content.page.url, text_of("http://127.0.0.1/api/v2/authenticate/REF30/8ADF2K7")));
}

static void a_partner_s_framework_is_asked_first(void) {
  tvpass_partner_sign_in flow;
  tvpass_partner_completion completion;
  registered();
  CHECK(tvpass_partner_sign_in_init(&flow, none, none, none, NULL) == TVPASS_RESULT_OK);
  TURN(partner_sign_in, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_PARTNER_STATUS);
  CHECK(!step.content.partner.interruption_allowed && !step.content.partner.has_configuration);
  CHECK(tvpass_partner_completion_init(&completion, none, text_of("<saml/>"), NULL) == TVPASS_RESULT_OK);
  TURN(partner_completion, &completion, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND);
  CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/profiles/sso/Apple")));
}

static void sign_in_of(tvpass_sign_in *flow, const char *mvpd) {
  tvpass_sign_in_arguments arguments = {{NULL, 0}, {NULL, 0}, {NULL, 0}, 0};
  arguments.mvpd = text_of(mvpd);
  CHECK(tvpass_sign_in_init(flow, &arguments, NULL) == TVPASS_RESULT_OK);
}

static void a_picker_is_asked_here_and_the_page_opens_here(void) {
  static const char configuration[] =
      "{\"requestor\":{\"id\":\"REF30\",\"mvpds\":[{\"id\":\"Dish\",\"displayName\":\"DISH\"}]}}";
  static const char session[] =
      "{\"actionName\":\"authenticate\",\"actionType\":\"interactive\",\"reasonType\":\"none\",\"code\":\"8ADF2K7\","
      "\"url\":\"/api/v2/authenticate/REF30/8ADF2K7\",\"sessionId\":\"1\",\"mvpd\":\"Dish\",\"serviceProvider\":\"REF30\","
      "\"notBefore\":\"1733735289035\",\"notAfter\":\"1733737089035\"}";
  static const uint32_t asks[] = {TVPASS_STEP_KIND_OPEN_URL, TVPASS_STEP_KIND_SHOW_CODE};
  static const uint32_t places[] = {TVPASS_PLACE_THIS_DEVICE, TVPASS_PLACE_OTHER_DEVICE_WITH_PICKER};
  tvpass_sign_in_arguments arguments = {{NULL, 0}, {NULL, 0}, {NULL, 0}, 1};
  uint32_t at;
  arguments.domain_name = text_of("adobe.com");
  arguments.redirect_url = text_of("https://adobe.com");
  for (at = 0; at < LENGTH(places); at++) {
    tvpass_picker_sign_in flow;
    tvpass_event chosen = event_of(TVPASS_EVENT_KIND_CHOSEN);
    registered();
    CHECK(tvpass_picker_sign_in_init(&flow, &arguments, places[at], NULL) == TVPASS_RESULT_OK);
    TURN(picker_sign_in, &flow, event_of(TVPASS_EVENT_KIND_START));
    CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/configuration")));
    TURN(picker_sign_in, &flow, response_of(200, configuration));
    CHECK(step.kind == TVPASS_STEP_KIND_CHOOSE_MVPD);
    chosen.mvpd = text_of("Dish");
    TURN(picker_sign_in, &flow, chosen);
    CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/sessions")));
    TURN(picker_sign_in, &flow, response_of(201, session));
    CHECK(step.kind == asks[at]);
  }
}

static void a_flow_that_cannot_go_on_says_who_must_act(void) {
  tvpass_sign_in flow;
  registered();
  sign_in_of(&flow, "Dish");
  TURN(sign_in, &flow, event_of(TVPASS_EVENT_KIND_START));
  TURN(sign_in, &flow, response_of(400, "{\"action\":\"none\",\"code\":\"invalid_parameter_mvpd\",\"trace\":\"t1\"}"));
  CHECK(step.kind == TVPASS_STEP_KIND_STOP && step.content.stop.actor == TVPASS_ACTOR_SERVICE_PROVIDER);
  CHECK(step.content.stop.failure.result == TVPASS_RESULT_SERVICE);
  CHECK(step.content.stop.failure.http_status == 400);
  CHECK(tvpass_text_equals(&step.content.stop.failure.error.trace, text_of("t1")));
  TURN(sign_in, &flow, event_of(TVPASS_EVENT_KIND_TIMER));
  CHECK(step.content.stop.failure.result == TVPASS_RESULT_NOT_RUNNING);
}

static void an_event_that_is_none_changes_nothing(void) {
  tvpass_logout flow;
  tvpass_event event = event_of(99);
  tvpass_detail detail;
  registered();
  CHECK(tvpass_logout_init(&flow, text_of("Dish"), text_of("https://adobe.com"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_logout_handle(&flow, &app, &installation, &now, &event, &detail) == TVPASS_RESULT_UNKNOWN_NUMBER);
  CHECK(is_equal(detail.name, text_of("kind")));
  /* A reply to a question of another flow. */
  event = event_of(TVPASS_EVENT_KIND_NOTED);
  CHECK(tvpass_logout_handle(&flow, &app, &installation, &now, &event, &detail) == TVPASS_RESULT_UNKNOWN_NUMBER);
  step.kind = 77;
  CHECK(tvpass_logout_step(&flow, &app, &installation, BUFFER(memory), &step, &detail) == TVPASS_RESULT_NOT_RUNNING);
  CHECK(step.kind == 77);
  TURN(logout, &flow, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND);
}

static void a_stray_event_sends_nothing(void) {
  static const uint32_t strays[] = {TVPASS_EVENT_KIND_START,  TVPASS_EVENT_KIND_TIMER, TVPASS_EVENT_KIND_USER_AGENT_RETURNED,
                                    TVPASS_EVENT_KIND_ONLINE, TVPASS_EVENT_KIND_SHOWN, TVPASS_EVENT_KIND_RELOAD};
  tvpass_sign_in flow;
  uint32_t at;
  registered();
  sign_in_of(&flow, "Dish");
  TURN(sign_in, &flow, event_of(TVPASS_EVENT_KIND_START));
  for (at = 0; at < LENGTH(strays); at++) {
    TURN(sign_in, &flow, event_of(strays[at]));
    CHECK(step.kind == TVPASS_STEP_KIND_AWAIT);
  }
}

static void a_step_is_written_again_into_a_larger_buffer(void) {
  tvpass_authorization flow;
  tvpass_buffer part = {memory, 8};
  const tvpass_event event = event_of(TVPASS_EVENT_KIND_START);
  tvpass_detail detail;
  registered();
  CHECK(tvpass_authorization_init(&flow, text_of("news"), text_of("Dish"), NULL) == TVPASS_RESULT_OK);
  CHECK(tvpass_authorization_handle(&flow, &app, &installation, &now, &event, NULL) == TVPASS_RESULT_OK);
  step.kind = 77;
  CHECK(tvpass_authorization_step(&flow, &app, &installation, part, &step, &detail) == TVPASS_RESULT_TOO_SMALL);
  CHECK(step.kind == 77 && detail.needed > part.capacity && detail.needed < sizeof memory);
  part.capacity = detail.needed;
  CHECK(tvpass_authorization_step(&flow, &app, &installation, part, &step, NULL) == TVPASS_RESULT_OK);
  CHECK(step.kind == TVPASS_STEP_KIND_SEND);
  CHECK(is_equal(step.content.request.target, text_of("/api/v2/REF30/decisions/authorize/Dish")));
}

static void arguments_are_judged_when_a_flow_is_made(void) {
  static const tvpass_string empty = {"", 0};
  const tvpass_sign_in_arguments arguments = {{NULL, 0}, {NULL, 0}, {NULL, 0}, 0};
  tvpass_authorization authorization;
  tvpass_second_screen second_screen;
  tvpass_picker_sign_in sign_in;
  tvpass_detail detail;
  CHECK(tvpass_authorization_init(&authorization, none, none, &detail) == TVPASS_RESULT_NULL_POINTER);
  CHECK(is_equal(detail.name, text_of("resource")));
  CHECK(tvpass_authorization_init(&authorization, empty, none, &detail) == TVPASS_RESULT_MISSING_PARAMETER);
  CHECK(is_equal(detail.name, text_of("resource")));
  CHECK(tvpass_authorization_init(&authorization, text_of("news"), text_of(".."), &detail) ==
        TVPASS_RESULT_INVALID_PARAMETER);
  CHECK(is_equal(detail.name, text_of("mvpd")));
  CHECK(tvpass_second_screen_init(&second_screen, text_of("a code that is longer than any of the service"), none, none,
                                  &detail) == TVPASS_RESULT_CAPACITY);
  CHECK(tvpass_picker_sign_in_init(&sign_in, &arguments, 3, &detail) == TVPASS_RESULT_UNKNOWN_NUMBER);
  CHECK(is_equal(detail.name, text_of("place")));
}

static void nobody_signed_in_is_an_answer(void) {
  tvpass_authorization authorization;
  tvpass_logout logout;
  registered();
  CHECK(tvpass_authorization_init(&authorization, text_of("news"), none, NULL) == TVPASS_RESULT_OK);
  TURN(authorization, &authorization, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SIGN_IN_NEEDED && !step.content.sign_in_needed.is_present);
  CHECK(tvpass_logout_init(&logout, none, text_of("https://adobe.com"), NULL) == TVPASS_RESULT_OK);
  TURN(logout, &logout, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SIGNED_OUT && !step.content.was_signed_in);
}

static void an_address_that_must_not_be_opened_is_counted(void) {
  tvpass_logout flow;
  tvpass_string url;
  registered();
  app.base_url = text_of("https://127.0.0.1");
  CHECK(tvpass_logout_init(&flow, text_of("Dish"), text_of("https://adobe.com"), NULL) == TVPASS_RESULT_OK);
  TURN(logout, &flow, event_of(TVPASS_EVENT_KIND_START));
  TURN(logout, &flow,
       response_of(200, "{\"logouts\":{\"Dish\":{\"actionName\":\"logout\",\"actionType\":\"interactive\",\"mvpd\":\"Dish\","
                        "\"url\":\"/out\"},\"Sling\":{\"actionName\":\"logout\",\"actionType\":\"interactive\","
                        "\"mvpd\":\"Sling\",\"url\":\"http://127.0.0.1/out\"}}}"));
  CHECK(step.kind == TVPASS_STEP_KIND_OPEN_URLS && tvpass_urls_rejected(&step.content.urls) == 1);
  CHECK(tvpass_urls_get(&step.content.urls, 0, &url) == TVPASS_RESULT_OK);
  CHECK(is_equal(url, text_of("https://127.0.0.1/out")));
  CHECK(tvpass_urls_get(&step.content.urls, 1, &url) == TVPASS_RESULT_END);
}

static void a_busy_service_is_asked_again_when_it_says(void) {
  static const uint32_t statuses[] = {200, 503, 429};
  tvpass_authorization flow;
  uint32_t at;
  for (at = 0; at < LENGTH(statuses); at++) {
    tvpass_event later = response_of(statuses[at], "{}");
    later.delay_millis = 30000;
    registered();
    CHECK(tvpass_authorization_init(&flow, text_of("news"), text_of("Dish"), NULL) == TVPASS_RESULT_OK);
    TURN(authorization, &flow, event_of(TVPASS_EVENT_KIND_START));
    TURN(authorization, &flow, later);
    if (statuses[at] == 200) {
      /* The header counts where the service is busy alone; this body has no decisions. */
      CHECK(step.kind == TVPASS_STEP_KIND_STOP && step.content.stop.failure.result == TVPASS_RESULT_JSON_MISSING);
    } else {
      CHECK(step.kind == TVPASS_STEP_KIND_SLEEP && step.content.until_millis >= now.monotonic_millis + 30000);
    }
  }
}

static void the_host_says_why_there_is_no_response(void) {
  tvpass_authorization flow;
  tvpass_event later = event_of(TVPASS_EVENT_KIND_RETRY_AFTER);
  registered();
  CHECK(tvpass_authorization_init(&flow, text_of("news"), text_of("Dish"), NULL) == TVPASS_RESULT_OK);
  TURN(authorization, &flow, event_of(TVPASS_EVENT_KIND_START));
  later.http_status = 503;
  later.delay_millis = 30000;
  TURN(authorization, &flow, later);
  CHECK(step.kind == TVPASS_STEP_KIND_SLEEP && step.content.until_millis >= now.monotonic_millis + 30000);
  TURN(authorization, &flow, event_of(TVPASS_EVENT_KIND_CANCEL));
  CHECK(step.kind == TVPASS_STEP_KIND_STOP && step.content.stop.failure.result == TVPASS_RESULT_CANCELLED);
  CHECK(tvpass_authorization_init(&flow, text_of("news"), text_of("Dish"), NULL) == TVPASS_RESULT_OK);
  TURN(authorization, &flow, event_of(TVPASS_EVENT_KIND_START));
  TURN(authorization, &flow, event_of(TVPASS_EVENT_KIND_RESPONSE_TOO_LARGE));
  CHECK(step.content.stop.failure.result == TVPASS_RESULT_RESPONSE_TOO_LARGE);
}

static void one_of_two_flows_registers_for_both(void) {
  tvpass_registration first;
  tvpass_registration second;
  registered();
  CHECK(tvpass_installation_reset(&installation) == TVPASS_RESULT_OK);
  CHECK(tvpass_registration_init(&first) == TVPASS_RESULT_OK && tvpass_registration_init(&second) == TVPASS_RESULT_OK);
  TURN(registration, &first, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_SEND);
  TURN(registration, &second, event_of(TVPASS_EVENT_KIND_START));
  CHECK(step.kind == TVPASS_STEP_KIND_AWAIT_OTHER && step.content.until_millis > now.monotonic_millis);
}

void test_flows(void) {
  a_catalogue_is_preauthorized();
  a_second_screen_confirms_the_device();
  a_partner_s_framework_is_asked_first();
  a_picker_is_asked_here_and_the_page_opens_here();
  a_flow_that_cannot_go_on_says_who_must_act();
  an_event_that_is_none_changes_nothing();
  a_stray_event_sends_nothing();
  a_step_is_written_again_into_a_larger_buffer();
  arguments_are_judged_when_a_flow_is_made();
  nobody_signed_in_is_an_answer();
  an_address_that_must_not_be_opened_is_counted();
  a_busy_service_is_asked_again_when_it_says();
  the_host_says_why_there_is_no_response();
  one_of_two_flows_registers_for_both();
}
