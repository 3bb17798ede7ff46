package tvpass

import kotlin.reflect.KClass
import kotlin.reflect.full.primaryConstructor
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory

/** `requests/` and `sso/requests/`: fields to the exact request, or to the reason why nothing is sent. */
class RequestsTest {
    private val base = "https://sp.auth.adobe.com"

    private val calls = mapOf(
        "register" to Call.Register::class,
        "token" to Call.Token::class,
        "configuration" to Call.GetConfiguration::class,
        "create_session" to Call.CreateSession::class,
        "resume_session" to Call.ResumeSession::class,
        "session_info" to Call.GetSession::class,
        "profiles" to Call.GetProfiles::class,
        "profile_mvpd" to Call.GetProfileMvpd::class,
        "profile_code" to Call.GetProfileCode::class,
        "partner_request" to Call.CreatePartnerSession::class,
        "partner_profile" to Call.CreatePartnerProfile::class,
        "preauthorize" to Call.Preauthorize::class,
        "authorize" to Call.Authorize::class,
        "logout" to Call.Logout::class,
        "sso_token" to Call.SsoToken::class,
        "sso_refresh" to Call.SsoRefresh::class,
        "sso_link" to Call.SsoLink::class,
        "sso_unlink" to Call.SsoUnlink::class,
        "sso_list" to Call.SsoList::class,
    )

    @TestFactory
    fun `every request is written as its vector says`() = Vectors.tests("requests", "sso/requests") { case ->
        if (case.text("endpoint") == "authenticate") page(case) else request(case)
    }

    private fun request(case: JsonObject) {
        val request = try {
            encodeRequest(base, headers(case), call(case))
        } catch (refused: TvpassException) {
            return assertEquals(case["error"]?.byValue(), failure(refused))
        }
        val expected = case["request"]!!.jsonObject
        assertEquals(base + expected.text("target"), request.url)
        assertEquals(expected.text("method"), request.method.wire())
        assertEquals(expected["headers"]!!.byValue(), request.headers.associate { it.name to it.value.reveal() })
        assertEquals(expected.text("body"), request.body.reveal().decodeToString())
    }

    private fun page(case: JsonObject) {
        val fields = case["fields"]!!.jsonObject
        val url = try {
            authenticateUrl(case.text("base"), fields.text("serviceProvider"), fields.text("code"))
        } catch (refused: TvpassException) {
            return assertEquals(case["error"]?.byValue(), failure(refused))
        }
        assertEquals(case.text("url"), url)
    }

    private fun headers(case: JsonObject): Headers {
        val values = case["headers"]!!.jsonObject.entries.associate { (name, value) ->
            val words = name.lowercase().replace("temppass", "temp-pass").split("-")
            val field = words.first() + words.drop(1).joinToString("") { it.replaceFirstChar(Char::uppercase) }
            field to secret((value as JsonPrimitive).content)
        }
        val sender = Sender.valueOf(case.text("sender").uppercase())
        return construct(Headers::class) { if (it == "sender") sender else values[it] }
    }

    private fun call(case: JsonObject): Call {
        val fields = case["fields"]!!.jsonObject
        fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
        return construct(calls.getValue(case.text("endpoint"))) { name ->
            when (name) {
                "earlyPath" -> fields.optionalText("path") == "early"
                "person" -> fields.optionalText("linkCode")?.let { Person.LinkCode(secret(it)) } ?: Person.Id(secret(fields.text("id")))
                "samlResponse" -> secret(fields.text("SAMLResponse"))
                "softwareStatement", "clientId", "clientSecret" -> secret(fields.text(snake(name)))
                else -> when (val value = fields[name] ?: fields[snake(name)]) {
                    is JsonArray -> fields.texts(name)
                    is JsonPrimitive -> value.content
                    else -> null
                }
            }
        }
    }

    private fun <T : Any> construct(type: KClass<out T>, value: (String) -> Any?): T {
        val constructor = type.primaryConstructor!!
        return constructor.callBy(constructor.parameters.associateWith { value(it.name!!) })
    }
}
