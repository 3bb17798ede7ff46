package tvpass

import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Whole ways of a viewer over HTTP, driven by the core's flows. */
class SignInTest {
    private val statement = "stand.in.statement"
    private val demo = "demo.software.statement"

    private val showCode: suspend (Prompt) -> Input? = { assertInstanceOf(Prompt.ShowCode::class.java, it); null }

    private fun assertNoViolation(report: JsonObject) = assertEquals(JsonArray(emptyList()), report["violations"])

    @Test
    fun `a viewer signs in and watches`() = Service.standIn("--no-faults").use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, statement))
            val client = television.client
            val signedIn = television.run(AuthFlow.signIn(client, "Cablevision"), showCode) as Outcome.SignedIn
            assertEquals("Cablevision", signedIn.profile.mvpd)

            val flow = AuthFlow.preauthorization(client, listOf("REF30", "premium"))
            val permits = (television.run(flow, showCode) as Outcome.Preauthorized).permits
            assertEquals(listOf("REF30" to true, "premium" to false), permits.map { it.resource to it.permitted })

            val permitted = television.run(AuthFlow.authorization(client, "REF30"), showCode) as Outcome.Permitted
            assertTrue(permitted.decision.token!!.serializedToken.reveal().startsWith("PHNp"))
            val denied = television.run(AuthFlow.authorization(client, "premium"), showCode) as Outcome.Denied
            assertEquals(ErrorCode.AUTHORIZATION_DENIED_BY_MVPD, denied.decision.error!!.knownCode)
            assertNoViolation(service.report())
        }
    }

    @Test
    fun `a viewer whose token is refused signs in all the same and out again`() =
        Service.standIn("--no-faults", "--unauthorized", "yes").use { service ->
            runBlocking {
                val television = driver(settings(service.baseUrl, statement))
                television.run(AuthFlow.signIn(television.client, "Cablevision"), showCode)
                val opened = mutableListOf<String>()
                val out = television.run(AuthFlow.logout(television.client)) { prompt ->
                    opened += (prompt as Prompt.OpenUrls).urls
                    null
                }
                assertEquals(Outcome.LoggedOut(wasSignedIn = true), out)
                assertEquals(listOf("${service.baseUrl}/logout-page"), opened)
                assertNoViolation(service.report())
                assertEquals("2", service.report().text("tokens"))
            }
        }

    @Test
    fun `what was saved is taken up and registers no second time`() = Service.standIn("--no-faults").use { service ->
        runBlocking {
            val kept = mutableListOf<SecretBytes>()
            val first = driver(settings(service.baseUrl, statement), kept)
            first.run(AuthFlow.signIn(first.client, "Cablevision"), showCode)
            val second = driver(settings(service.baseUrl, statement), saved = kept.last())
            assertEquals("Cablevision", second.client.mvpd())
            assertInstanceOf(Outcome.SignedIn::class.java, second.run(AuthFlow.signIn(second.client), showCode))
            assertNoViolation(service.report())
            assertEquals("1" to "1", service.report().text("registrations") to service.report().text("sessions"))
        }
    }

    @Test
    fun `a person signs in at the simulator on a second screen`() = Service.simulator().use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, demo))
            val outcome = television.run(AuthFlow.signIn(television.client, "Cablevision")) { prompt ->
                signInAsPerson((prompt as Prompt.ShowCode).authenticateUrl!!)
                null
            } as Outcome.SignedIn
            assertEquals("Cablevision", outcome.profile.mvpd)
            assertTrue(outcome.profile.attributes.any { it.name == "userID" })
        }
    }

    @Test
    fun `a viewer chooses among the simulator's MVPDs`() = Service.simulator().use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, demo, Picker.HERE))
            val outcome = television.run(AuthFlow.signIn(television.client)) { prompt ->
                when (prompt) {
                    is Prompt.ChooseMvpd -> {
                        assertEquals("DISH", prompt.configuration.mvpds.first { it.id == "Dish" }.displayName)
                        Input.Choice("Dish")
                    }
                    else -> signInAsPerson((prompt as Prompt.ShowCode).authenticateUrl!!).let { null }
                }
            } as Outcome.SignedIn
            assertEquals("Dish", outcome.profile.mvpd)
        }
    }

    @Test
    fun `a user interface sees the code and then the outcome`() = Service.standIn("--no-faults").use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, statement))
            val steps = television.start(AuthFlow.signIn(television.client, "Cablevision")).steps.toList()
            assertEquals(listOf(Step.Ask::class, Step.Done::class), steps.map { it::class })
        }
    }

    @Test
    fun `a viewer who wants a new code while the flow waits gets one`() = Service.simulator().use { service ->
        runBlocking {
            val client = Client(settings(service.baseUrl, demo))
            lateinit var run: FlowRun
            val clock = object : FlowClock by TestClock() {
                override suspend fun sleepUntil(monotonicMillis: ULong) {
                    run.say(Input.NewCode)
                    awaitCancellation()
                }
            }
            run = Driver(client, clock = clock) {}.start(AuthFlow.signIn(client, "Cablevision"))
            val codes = mutableListOf<String>()
            run.steps.collect { step ->
                val prompt = (step as? Step.Ask)?.prompt as? Prompt.ShowCode ?: return@collect
                codes += prompt.code
                if (codes.size == 2) signInAsPerson(prompt.authenticateUrl!!)
            }
            assertEquals(2, codes.toSet().size)
        }
    }

    @Test
    fun `a refused statement stops the flow and the programmer must act`(): Unit = Service.simulator().use { service ->
        val television = driver(settings(service.baseUrl, "unapproved.software.statement"))
        val refused = assertThrows<TvpassException.Programmer> {
            runBlocking { television.run(AuthFlow.registration(television.client), showCode) }
        }
        assertEquals(DcrErrorCode.UnapprovedSoftwareStatement, (refused.reason as Reason.Registration).code)
    }

    @Test
    fun `nobody at the other end means that the network must act`() {
        val television = driver(settings("http://127.0.0.1:1", statement))
        assertThrows<TvpassException.Network> {
            runBlocking { television.run(AuthFlow.registration(television.client), showCode) }
        }
    }
}
