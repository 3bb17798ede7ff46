package tvpass

import java.io.IOException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertSame
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
    fun `screens that come and go see the present step of a flow that goes on`() = Service.simulator().use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, demo, Picker.HERE))
            val run = television.start(AuthFlow.signIn(television.client), this)
            val first = run.step.first { it is Step.Ask }
            val second = run.step.first { it is Step.Ask }
            assertInstanceOf(Prompt.ChooseMvpd::class.java, (first as Step.Ask).prompt)
            assertSame(first, second)
            run.say(Input.Choice("Dish"))
            val code = run.step.first { (it as? Step.Ask)?.prompt is Prompt.ShowCode } as Step.Ask
            signInAsPerson((code.prompt as Prompt.ShowCode).authenticateUrl!!)
            val outcome = run.outcome() as Outcome.SignedIn
            assertEquals("Dish", outcome.profile.mvpd)
            assertEquals(Step.Done(outcome), run.step.value)
        }
    }

    @Test
    fun `a flow that is cancelled has no outcome`() = runBlocking {
        val isSending = CompletableDeferred<Unit>()
        val unanswered = Transport { isSending.complete(Unit); awaitCancellation() }
        val client = Client(settings("http://127.0.0.1:1", statement))
        val run = Driver(client, unanswered) {}.start(AuthFlow.registration(client), this)
        isSending.await()
        run.cancel()
        assertThrows<CancellationException> { runBlocking { run.outcome() } }
        assertEquals(null, run.step.value)
    }

    @Test
    fun `a viewer who wants a new code while the flow waits gets one`() = Service.simulator().use { service ->
        runBlocking {
            val client = Client(settings(service.baseUrl, demo))
            lateinit var run: FlowRun
            val codes = mutableSetOf<String>()
            val time = TestClock()
            val clock = object : FlowClock by time {
                override suspend fun sleepUntil(monotonicMillis: ULong) {
                    val prompt = (run.step.value as? Step.Ask)?.prompt as? Prompt.ShowCode
                    if (prompt != null && codes.add(prompt.code)) {
                        if (codes.size == 2) {
                            signInAsPerson(prompt.authenticateUrl!!)
                        } else {
                            run.say(Input.NewCode)
                            awaitCancellation()
                        }
                    }
                    time.sleepUntil(monotonicMillis)
                }
            }
            run = Driver(client, clock = clock) {}.start(AuthFlow.signIn(client, "Cablevision"), this)
            assertInstanceOf(Outcome.SignedIn::class.java, run.outcome())
            assertEquals(2, codes.size)
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
    fun `nobody at the other end means that the network must act, and the cause says why`() {
        val television = driver(settings("http://127.0.0.1:1", statement))
        val stopped: TvpassException = assertThrows<TvpassException.Network> {
            runBlocking { television.run(AuthFlow.registration(television.client), showCode) }
        }
        assertInstanceOf(IOException::class.java, stopped.cause)
        assertEquals(Reason.NoAnswer, stopped.reason)
        assertEquals(stopped.explanation, stopped.message)
        assertEquals("NoAnswer", stopped.reason.toString())
    }
}
