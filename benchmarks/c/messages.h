/* The walks over the service's answers, once for all C peers.
 *
 * Whoever includes this has defined for its library:
 *   Value                        a value, or the place in the document where it stands
 *   Key                          a member's name
 *   MEMBERS(object, key, item)   head of a loop over an object's members
 *   ITEMS(list, item)            head of a loop over a list's values
 *   kind_of(item)                what the value is, see kind.h
 *   key_is(key, bytes, length)   compares a member's name, escapes resolved
 *   fold_key, fold_text, fold_timestamp, fold_uint, fold_flag, skip
 * Each fold consumes the value: a peer whose place is a cursor moves on. A fold fails on a value of another kind.
 */
#define CHECK(done)                                                            \
  if (!(done))                                                                 \
  return false
#define FIELD(name, fold)                                                      \
  if (key_is(key, name, sizeof(name) - 1)) {                                   \
    CHECK(fold);                                                               \
  } else
#define TEXT(name) FIELD(name, fold_text(item, TAG(name), sum))
#define NUMBER(name) FIELD(name, fold_uint(item, TAG(name), sum))
#define TIMESTAMP(name) FIELD(name, fold_timestamp(item, TAG(name), sum))
#define FLAG(name) FIELD(name, fold_flag(item, TAG(name), sum))
#define TEXTS(name) FIELD(name, walk_texts(item, TAG(name), sum))
#define NULLABLE(name, fold)                                                   \
  FIELD(name, kind_of(item) == KIND_NULL ? skip(item) : (fold))
#define NULLABLE_TEXT(name) NULLABLE(name, fold_text(item, TAG(name), sum))
#define NULLABLE_NUMBER(name) NULLABLE(name, fold_uint(item, TAG(name), sum))
#define NULLABLE_OBJECT(name, walk) NULLABLE(name, walk(item, sum))
#define OTHERS CHECK(skip(item))

/* An object's walk: the chain of its fields, then OTHERS. */
#define OBJECT(walk, ...)                                                      \
  static bool walk(Value object, uint64_t *sum) {                              \
    CHECK(kind_of(object) == KIND_OBJECT);                                     \
    MEMBERS(object, key, item) { __VA_ARGS__ OTHERS; }                         \
    return true;                                                               \
  }

/* A list of objects of one kind. */
#define LIST_OF(walk, element)                                                 \
  static bool walk(Value list, uint64_t *sum) {                                \
    CHECK(kind_of(list) == KIND_LIST);                                         \
    ITEMS(list, item) { CHECK(element(item, sum)); }                           \
    return true;                                                               \
  }

/* An object whose members' names are data; they count under the field that holds them. */
#define MAP_OF(walk, tag, element)                                             \
  static bool walk(Value object, uint64_t *sum) {                              \
    CHECK(kind_of(object) == KIND_OBJECT);                                     \
    MEMBERS(object, key, item) {                                               \
      fold_key(key, tag, sum);                                                 \
      CHECK(element(item, sum));                                               \
    }                                                                          \
    return true;                                                               \
  }

static bool walk_texts(Value list, uint64_t tag, uint64_t *sum) {
  CHECK(kind_of(list) == KIND_LIST);
  ITEMS(list, item) { CHECK(fold_text(item, tag, sum)); }
  return true;
}

#define TEXT_UNDER(fold, tag)                                                  \
  static bool fold(Value item, uint64_t *sum) {                                \
    return fold_text(item, tag, sum);                                          \
  }

TEXT_UNDER(value_text, TAG("value"))
MAP_OF(value_map, TAG("value"), value_text)

static bool attribute_value(Value item, uint64_t *sum) {
  switch (kind_of(item)) {
  case KIND_TEXT:
    return fold_text(item, TAG("value"), sum);
  case KIND_NUMBER:
    return fold_uint(item, TAG("value"), sum);
  case KIND_FLAG:
    return fold_flag(item, TAG("value"), sum);
  case KIND_LIST:
    return walk_texts(item, TAG("value"), sum);
  case KIND_OBJECT:
    return value_map(item, sum);
  default:
    return false;
  }
}

OBJECT(attribute, FIELD("value", attribute_value(item, sum)) TEXT("state"))
MAP_OF(attributes, TAG("attributes"), attribute)
OBJECT(profile, NUMBER("notBefore") NUMBER("notAfter") TEXT("issuer")
                    TEXT("type") FIELD("attributes", attributes(item, sum)))
MAP_OF(profile_map, TAG("profiles"), profile)
OBJECT(profiles, FIELD("profiles", profile_map(item, sum)))

OBJECT(session, TEXT("actionName") TEXT("actionType") TEXT("reasonType")
                    TEXTS("missingParameters") TEXT("url") TEXT("code")
                        TEXT("sessionId") TEXT("mvpd") TEXT("serviceProvider")
                            TIMESTAMP("notBefore") TIMESTAMP("notAfter"))

OBJECT(token, NUMBER("issuedAt") NUMBER("notBefore") NUMBER("notAfter")
                  TEXT("serializedToken"))
OBJECT(service_error, NUMBER("status") TEXT("code") TEXT("message")
                          TEXT("details") TEXT("helpUrl") TEXT("trace")
                              TEXT("action"))
OBJECT(decision, TEXT("resource") TEXT("serviceProvider") TEXT("mvpd")
                     FLAG("authorized") TEXT("source") NUMBER("notBefore")
                         NUMBER("notAfter") FIELD("token", token(item, sum))
                             FIELD("error", service_error(item, sum)))
LIST_OF(decision_list, decision)
OBJECT(decisions, FIELD("decisions", decision_list(item, sum)))

OBJECT(logout, TEXT("actionName") TEXT("actionType") TEXT("mvpd") TEXT("url"))
MAP_OF(logout_map, TAG("logouts"), logout)
OBJECT(logouts, FIELD("logouts", logout_map(item, sum)))

OBJECT(mvpd, TEXT("id") TEXT("displayName") TEXT("logoUrl") FLAG("isTempPass")
                 FLAG("isProxy") FLAG("authPerAggregator")
                     FLAG("authPerBrowserSession") FLAG("passiveAuthnEnabled")
                         FLAG("enablePlatformServices")
                             FLAG("displayInPlatformPicker")
                                 FLAG("enforcePlatformPermissions")
                                     TEXT("boardingStatus")
                                         TEXT("platformMappingId"))
LIST_OF(mvpd_list, mvpd)
OBJECT(domain, TEXT("name") FLAG("mvpdInitiated"))
LIST_OF(domain_list, domain)
OBJECT(requestor, TEXT("id") TEXT("name")
                      FIELD("domains", domain_list(item, sum))
                          FIELD("mvpds", mvpd_list(item, sum)))
OBJECT(configuration, TEXT("device") TEXT("clientType") TEXT("os")
                          TEXT("platform") TEXT("platformCategory")
                              TEXT("sdkType")
                                  FIELD("requestor", requestor(item, sum)))

OBJECT(version, NULLABLE_NUMBER("major") NULLABLE_NUMBER("minor")
                    NULLABLE_NUMBER("patch") NULLABLE_TEXT("profile"))
OBJECT(hardware, NULLABLE_TEXT("name") NULLABLE_TEXT("vendor")
                     NULLABLE_OBJECT("version", version)
                         NULLABLE_TEXT("manufacturer"))
OBJECT(operating_system, NULLABLE_TEXT("name") NULLABLE_TEXT("family")
                             NULLABLE_TEXT("vendor")
                                 NULLABLE_OBJECT("version", version))
OBJECT(browser, NULLABLE_TEXT("name") NULLABLE_TEXT("vendor")
                    NULLABLE_OBJECT("version", version)
                        NULLABLE_TEXT("userAgent")
                            NULLABLE_TEXT("originalUserAgent"))
OBJECT(display, NULLABLE_NUMBER("width") NULLABLE_NUMBER("height")
                    NULLABLE_NUMBER("ppi") NULLABLE_TEXT("name")
                        NULLABLE_TEXT("vendor")
                            NULLABLE_OBJECT("version", version)
                                NULLABLE_NUMBER("diagonalSize"))
OBJECT(connection, NULLABLE_TEXT("ipAddress") NULLABLE_NUMBER("port")
                       NULLABLE("secure", fold_flag(item, TAG("secure"), sum))
                           NULLABLE_TEXT("type"))
OBJECT(device, NULLABLE_TEXT("type") NULLABLE_TEXT("model")
                   NULLABLE_OBJECT("version", version)
                       NULLABLE_OBJECT("hardware", hardware)
                           NULLABLE_OBJECT("operatingSystem", operating_system)
                               NULLABLE_OBJECT("browser", browser)
                                   NULLABLE_OBJECT("display", display)
                                       NULLABLE_TEXT("applicationId")
                                           NULLABLE_OBJECT("connection",
                                                           connection))
TEXT_UNDER(parameter, TAG("existingParameters"))
MAP_OF(parameters, TAG("existingParameters"), parameter)
OBJECT(session_details,
       FIELD("existingParameters", parameters(item, sum))
           TEXTS("missingParameters") FIELD("device", device(item, sum))
               TIMESTAMP("notBefore") TIMESTAMP("notAfter"))

/* One entry a message: what Rust calls. */
#define EACH_MESSAGE(ENTRY)                                                    \
  ENTRY(profiles)                                                              \
  ENTRY(session)                                                               \
  ENTRY(configuration)                                                         \
  ENTRY(decisions)                                                             \
  ENTRY(logouts)                                                               \
  ENTRY(session_details)
