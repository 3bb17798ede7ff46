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

    private val picker = SignInPlace.OTHER_DEVICE_WITH_PICKER

    private val showCode: suspend (Question) -> Event? = { assertInstanceOf(Question.ShowCode::class.java, it); null }

    private fun assertNoViolation(report: JsonObject) = assertEquals(JsonArray(emptyList()), report["violations"])

    @Test
    fun `a viewer signs in and watches`() = Service.standIn("--no-faults").use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, statement))
            val installation = television.installation
            val signedIn = television.run(television.signIn("Cablevision"), showCode) as Outcome.SignedIn
            assertEquals("Cablevision", signedIn.profile.mvpd)

            val flow = AuthFlow.preauthorization(installation, listOf("REF30", "premium"))
            val permits = (television.run(flow, showCode) as Outcome.Preauthorized).permits
            assertEquals(listOf("REF30" to true, "premium" to false), permits.map { it.resource to it.permitted })

            val permitted = television.run(AuthFlow.authorization(installation, "REF30"), showCode) as Outcome.Permitted
            assertTrue(permitted.decision.token!!.serializedToken.reveal().startsWith("PHNp"))
            val denied = television.run(AuthFlow.authorization(installation, "premium"), showCode) as Outcome.Denied
            assertEquals(ErrorCode.AUTHORIZATION_DENIED_BY_MVPD, denied.decision.error!!.knownCode)
            assertNoViolation(service.report())
        }
    }

    @Test
    fun `a viewer whose token is refused signs in all the same and out again`() =
        Service.standIn("--no-faults", "--unauthorized", "yes").use { service ->
            runBlocking {
                val television = driver(settings(service.baseUrl, statement))
                television.run(television.signIn("Cablevision"), showCode)
                val opened = mutableListOf<String>()
                val out = television.run(AuthFlow.logout(television.installation, "https://adobe.com")) { question ->
                    opened += (question as Question.OpenUrls).urls
                    null
                }
                assertEquals(Outcome.SignedOut(wasSignedIn = true), out)
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
            first.run(first.signIn("Cablevision"), showCode)
            val second = driver(settings(service.baseUrl, statement), saved = kept.last())
            assertEquals("Cablevision", second.installation.mvpd())
            assertInstanceOf(Outcome.SignedIn::class.java, second.run(second.signIn(), showCode))
            assertNoViolation(service.report())
            assertEquals("1" to "1", service.report().text("registrations") to service.report().text("sessions"))
        }
    }

    @Test
    fun `a person signs in at the simulator on a second screen`() = Service.simulator().use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, demo))
            val outcome = television.run(television.signIn("Cablevision")) { question ->
                signInAsPerson((question as Question.ShowCode).authenticateUrl!!)
                null
            } as Outcome.SignedIn
            assertEquals("Cablevision", outcome.profile.mvpd)
            assertTrue(outcome.profile.attributes.any { it.name == "userID" })
        }
    }

    @Test
    fun `a viewer chooses among the simulator's MVPDs`() = Service.simulator().use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, demo))
            val outcome = television.run(television.signIn(place = picker)) { question ->
                when (question) {
                    is Question.ChooseMvpd -> {
                        assertEquals("DISH", question.configuration.mvpds.first { it.id == "Dish" }.displayName)
                        Event.Chosen("Dish")
                    }
                    else -> signInAsPerson((question as Question.ShowCode).authenticateUrl!!).let { null }
                }
            } as Outcome.SignedIn
            assertEquals("Dish", outcome.profile.mvpd)
        }
    }

    @Test
    fun `screens that come and go see the present step of a flow that goes on`() = Service.simulator().use { service ->
        runBlocking {
            val television = driver(settings(service.baseUrl, demo))
            val run = television.start(television.signIn(place = picker), this)
            val first = run.step.first { it is Step.Ask }
            val second = run.step.first { it is Step.Ask }
            assertInstanceOf(Question.ChooseMvpd::class.java, (first as Step.Ask).question)
            assertSame(first, second)
            run.say(Event.Chosen("Dish"))
            val code = run.step.first { (it as? Step.Ask)?.question is Question.ShowCode } as Step.Ask
            signInAsPerson((code.question as Question.ShowCode).authenticateUrl!!)
            val outcome = run.outcome() as Outcome.SignedIn
            assertEquals("Dish", outcome.profile.mvpd)
            assertEquals(Step.Done(outcome), run.step.value)
        }
    }

    @Test
    fun `a flow that is cancelled has no outcome`() = runBlocking {
        val isSending = CompletableDeferred<Unit>()
        val unanswered = Transport { isSending.complete(Unit); awaitCancellation() }
        val installation = Installation(settings("http://127.0.0.1:1", statement))
        val run = Driver(installation, unanswered) {}.start(AuthFlow.registration(installation), this)
        isSending.await()
        run.cancel()
        assertThrows<CancellationException> { runBlocking { run.outcome() } }
        assertEquals(null, run.step.value)
    }

    @Test
    fun `a viewer who wants a new code while the flow waits gets one`() = Service.simulator().use { service ->
        runBlocking {
            val installation = Installation(settings(service.baseUrl, demo))
            lateinit var run: FlowRun
            val codes = mutableSetOf<String>()
            val time = TestClock()
            val clock = object : FlowClock by time {
                override suspend fun sleepUntil(monotonicMillis: ULong) {
                    val question = (run.step.value as? Step.Ask)?.question as? Question.ShowCode
                    if (question != null && codes.add(question.code)) {
                        if (codes.size == 2) {
                            signInAsPerson(question.authenticateUrl!!)
                        } else {
                            run.say(Event.NewCode)
                            awaitCancellation()
                        }
                    }
                    time.sleepUntil(monotonicMillis)
                }
            }
            val television = Driver(installation, clock = clock) {}
            run = television.start(television.signIn("Cablevision"), this)
            assertInstanceOf(Outcome.SignedIn::class.java, run.outcome())
            assertEquals(2, codes.size)
        }
    }

    @Test
    fun `a refused statement stops the flow and the service provider must act`(): Unit = Service.simulator().use { service ->
        val television = driver(settings(service.baseUrl, "unapproved.software.statement"))
        val refused = assertThrows<TvpassException.ServiceProvider> {
            runBlocking { television.run(AuthFlow.registration(television.installation), showCode) }
        }
        assertEquals(DcrErrorCode.UnapprovedSoftwareStatement, (refused.reason as Reason.Registration).code)
    }

    @Test
    fun `nobody at the other end means that the network must act, and the cause says why`() {
        val television = driver(settings("http://127.0.0.1:1", statement))
        val stopped: TvpassException = assertThrows<TvpassException.Network> {
            runBlocking { television.run(AuthFlow.registration(television.installation), showCode) }
        }
        assertInstanceOf(IOException::class.java, stopped.cause)
        assertEquals(Reason.NoResponse, stopped.reason)
        assertEquals(stopped.explanation, stopped.message)
        assertEquals("NoResponse", stopped.reason.toString())
    }
}
