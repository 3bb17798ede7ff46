@file:JvmName("Flows")

package tvpass

import java.io.File
import java.net.URI
import kotlinx.coroutines.runBlocking

private const val FLOWS = 100_000

private val ANSWERS = mapOf(
    "/o/client/register" to """{"client_id": "id", "client_secret": "secret"}""",
    "/o/client/token" to """{"access_token": "token", "created_at": 1, "expires_in": 4102444800}""",
)

private const val PROFILE = """{"profiles": {"Cablevision": {"notBefore": 1, "notAfter": 4102444800000, "issuer": "Cablevision",
    "type": "regular", "attributes": {"userID": {"value": "viewer", "state": "plain"}}}}}"""

/** A service at which the viewer is signed in. */
private val recorded = Transport { request ->
    val answer = ANSWERS[URI(request.url).path]
    Response(if (answer == null) 200 else 201, Redacted((answer ?: PROFILE).toByteArray()))
}

private fun resident() = File("/proc/self/status").readLines().first { "VmRSS" in it }.filter(Char::isDigit).toLong()

/** Memory of many flows: prints the resident kilobytes after the first tenth of them, and after all. */
fun main() = runBlocking {
    val driver = Driver(Installation(settings("http://127.0.0.1:1", "statement")), recorded, TestClock()) {}
    for (number in 1..FLOWS) {
        val outcome = driver.run(driver.signIn("Cablevision")) { Event.Cancel }
        check(outcome is Outcome.SignedIn)
        if (number == FLOWS / 10 || number == FLOWS) println("$number\t${resident()}")
    }
}
