package tvpass.example

import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Test
import tvpass.Driver
import tvpass.Installation
import tvpass.Outcome
import tvpass.Question
import tvpass.Redacted
import tvpass.Service
import tvpass.Television
import tvpass.TestClock
import tvpass.driver
import tvpass.settings
import tvpass.signIn
import tvpass.signInAsPerson

/** A phone beside a television, against the simulator. */
class SignInTest {
    private val statement = "demo.software.statement"

    private fun phone(service: Service, scope: CoroutineScope) =
        phoneSettings(service.baseUrl, Redacted(statement), Television).let { settings ->
            SignIn(Driver(Installation(settings), clock = TestClock()) {}, scope)
        }

    private suspend inline fun <reified S : SignInState> SignIn.sees(): S =
        checkNotNull(withTimeoutOrNull(10.seconds) { state.first { it is S } as S }) { "${S::class} expected, ${state.value} shown" }

    @Test
    fun `a person types the code, chooses a provider and signs in, and the television goes on`() =
        Service.simulator().use { service ->
            runBlocking(Dispatchers.Default) {
                val code = CompletableDeferred<String>()
                val isSignedIn = CompletableDeferred<Unit>()
                val television = driver(settings(service.baseUrl, statement))
                val watching = async {
                    television.run(television.signIn()) { question ->
                        code.complete((question as Question.ShowCode).code)
                        isSignedIn.await()
                        null
                    }
                }
                val phone = phone(service, this)
                phone.enter(code.await())
                assertNotNull(phone.sees<SignInState.Confirm>().device)
                phone.goOn()
                val mvpds = phone.sees<SignInState.Pick>().mvpds
                assertFalse(mvpds.any { it.isTempPass })
                phone.pick(mvpds.first { it.id == "Dish" })
                signInAsPerson(phone.sees<SignInState.Browse>().url)
                phone.goOn()
                assertEquals("Dish", phone.sees<SignInState.SignedIn>().profile.mvpd)
                isSignedIn.complete(Unit)
                assertEquals("Dish", (watching.await() as Outcome.SignedIn).profile.mvpd)
                coroutineContext.cancelChildren()
            }
        }

    @Test
    fun `a code that no television shows leads back to the field, with a word about it`() = Service.simulator().use { service ->
        runBlocking(Dispatchers.Default) {
            val phone = phone(service, this)
            phone.enter("NOCODE1")
            val state = withTimeoutOrNull(10.seconds) { phone.state.first { it is SignInState.EnterCode && it.problem != null } }
            assertEquals(SignInState.EnterCode("This code is not valid, or no longer."), state)
            coroutineContext.cancelChildren()
        }
    }
}
