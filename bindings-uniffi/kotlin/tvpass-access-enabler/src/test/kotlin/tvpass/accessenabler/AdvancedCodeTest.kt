package tvpass.accessenabler

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import tvpass.DcrErrorCode
import tvpass.EnhancedError
import tvpass.Reason

/** The old codes, as the list of the guide has them. */
class AdvancedCodeTest {
    private val reasons: Map<String, Reason> = mapOf(
        "no_response" to Reason.NoResponse,
        "not_api" to Reason.NotApi(502u),
        "throttled" to Reason.Throttled,
        "not_signed_in" to Reason.NotSignedIn,
    )

    private val registration = listOf(
        DcrErrorCode.InvalidRequest, DcrErrorCode.InvalidRedirectUri, DcrErrorCode.InvalidSoftwareStatement,
        DcrErrorCode.UnapprovedSoftwareStatement, DcrErrorCode.InvalidClient, DcrErrorCode.UnauthorizedClient,
        DcrErrorCode.UnsupportedGrantType,
    ).associate { it.wire() to Reason.Registration(400u, it) }

    private fun service(code: String) =
        Reason.Service(400u, EnhancedError(null, null, code, null, null, null, null, null))

    @Test
    fun `each reason that the list names has its code`() {
        val rows = File("../../../tests/vectors/migration/advanced.tsv").readLines().map { it.split('\t') }
        val (code, layers) = listOf("code", "layers").map { rows.first().indexOf(it) }
        val known = rows.drop(1).flatMap { row -> row[layers].split(", ").filter { it != "" }.map { it to row[code] } }
        assertTrue(known.size > 20)
        for ((key, cell) in known) {
            val told = advancedCode(reasons[key] ?: registration[key] ?: service(key))
            assertEquals(cell.substringBefore(",").trim('`'), told, key)
        }
    }

    @Test
    fun `what the SDK had no code for is an internal error`() {
        assertEquals("500", advancedCode(service("something_new")))
        assertEquals("500", advancedCode(Reason.NoDecision))
    }
}
