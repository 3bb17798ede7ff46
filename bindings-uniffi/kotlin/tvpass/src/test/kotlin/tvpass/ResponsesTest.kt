package tvpass

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** `responses/` and `sso/responses/`: status and body to values, or to who must act instead. */
class ResponsesTest {
    @TestFactory
    fun `every response means what its vector says`() = Vectors.tests("responses", "sso/responses") { case ->
        val status = (case["status"] as JsonPrimitive).content.toUShort()
        try {
            assertEquals(case["answer"]?.byValue(), decode(case, status, Redacted(case.bytes("body"))))
        } catch (failed: TvpassException) {
            assertEquals(case["failure"]?.byValue(), failure(failed))
        }
    }

    private fun decode(case: JsonObject, status: UShort, body: SecretBytes): Any? =
        when (case.text("endpoint")) {
            "register" -> neutral(decodeClientCredentials(status, body))
            "token" -> neutral(decodeAccessToken(status, body))
            "configuration" -> neutral(decodeConfiguration(status, body))
            "create_session", "resume_session", "partner_request" -> neutral(decodeSession(status, body))
            "session_info" -> neutral(decodeSessionDetails(status, body))
            "profiles", "profile_mvpd", "profile_code", "partner_profile" ->
                mapOf("profiles" to neutral(decodeProfiles(status, body)))
            "preauthorize", "authorize" -> mapOf("decisions" to neutral(decodeDecisions(status, body)))
            "logout" -> mapOf("logouts" to neutral(decodeLogouts(status, body)))
            "sso_token", "sso_refresh" -> neutral(decodeServiceToken(status, body))
            "sso_link" -> neutral(decodeLinkCode(status, body))
            "sso_unlink" -> mapOf("unlinkedDevices" to neutral(decodeUnlinkedDevices(status, body)))
            "sso_list" -> mapOf("devices" to neutral(decodeLinkedDevices(status, body)))
            else -> error(case.text("endpoint"))
        }

    @Test
    fun `an error says by its type who must act`() {
        fun body(text: String): SecretBytes = Redacted(text.toByteArray())
        val expired = """{"action": "authentication", "code": "authenticated_profile_expired"}"""
        assertThrows<TvpassException.Viewer> { decodeProfiles(403u, body(expired)) }
        assertThrows<TvpassException.Service> { decodeProfiles(429u, body("<html>")) }
        val proxy = assertThrows<TvpassException.Network> { decodeProfiles(502u, body("<html>")) }
        assertTrue(proxy.message.contains("the response is not from the API (HTTP 502)"), proxy.message)
    }
}
