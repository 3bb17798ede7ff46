package tvpass

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Test

/** The requests and bytes of each journey of a viewer, beside the ledger. */
class JourneysTest {
    private val table = StringBuilder("journey\trequests\tbytes sent\tbytes received\n")

    /** The device whose journeys the ledger has. */
    private class Television(name: String) : Device {
        override val identifier = Redacted(name.toByteArray())
        override val info = DeviceInfo(
            model = "TV9000", version = "1.0", osName = OsName.Linux, osVersion = "6.1", connectionType = "LAN",
        )
    }

    /** Requests and bytes so far. Of an answer the body alone counts: the rest is the server's choice. */
    private class Counting : Transport {
        private val platform = Transport.ofPlatform()
        private var requests = 0
        private var sent = 0
        private var received = 0

        override suspend fun send(request: Request): Response {
            val target = request.url.substringAfter("://").substringAfter('/').length + "/".length
            // A colon, a space, and the end of the line.
            val headers = request.headers.sumOf { it.name.length + it.value.reveal().length + 4 }
            requests += 1
            sent += request.method.wire().length + target + headers + request.body.reveal().size
            return platform.send(request).also { received += it.body.reveal().size }
        }

        /** The cells of the ledger since this was last asked. */
        fun taken() = "$requests\t$sent\t$received".also { requests = 0; sent = 0; received = 0 }
    }

    /** A device at one simulator that keeps what it saves. */
    private inner class Viewing(service: Service, name: String) {
        private val settings = settings(service.baseUrl, "demo.software.statement", Television(name))
        private val counting = Counting()
        private var saved: SecretBytes? = null
        var driver = started()

        private fun started() = Driver(Installation(settings, saved), counting, TestClock()) { saved = it }

        /** The program begins anew, with what it has saved. */
        fun restart() {
            driver = started()
        }

        fun note(journey: String) {
            table.append("$journey\t${counting.taken()}\n")
        }

        suspend fun run(flow: AuthFlow) = driver.run(flow) { throw AssertionError("$it") }

        suspend fun signIn() {
            val outcome = driver.run(driver.signIn("Cablevision")) { question ->
                signInAsPerson((question as Question.ShowCode).authenticateUrl!!)
                null
            }
            assertInstanceOf(Outcome.SignedIn::class.java, outcome)
        }

        suspend fun play() {
            assertInstanceOf(Outcome.Permitted::class.java, run(AuthFlow.authorization(driver.installation, "REF30")))
        }
    }

    private suspend fun alone(device: Viewing) {
        device.signIn()
        device.note("first sign-in")
        device.play()
        device.note("play after it")
        device.play()
        device.note("play another title")
        device.run(AuthFlow.preauthorization(device.driver.installation, listOf("REF30", "news", "premium")))
        device.note("three titles of a catalogue")
        device.restart()
        device.play()
        device.note("start with saved state, play")
        device.restart()
        device.run(AuthFlow.checkSignIn(device.driver.installation))
        device.note("start with saved state, ask who is signed in")
        device.restart()
        device.signIn()
        device.note("start with saved state, sign in")
        val logout = AuthFlow.logout(device.driver.installation, "https://adobe.com")
        assertEquals(Outcome.SignedOut(wasSignedIn = true), device.driver.run(logout) { Event.UserAgentReturned })
        device.note("logout")
        device.signIn()
        device.note("sign in again")
    }

    /** Two devices in one sign-in. */
    private suspend fun linked(phone: Viewing, television: Viewing) {
        assertEquals(Outcome.ServiceTokenReady, phone.driver.serviceToken(Person.Id(secret("household-19"))))
        phone.signIn()
        phone.note("first sign-in with a service token")
        lateinit var code: Secret
        phone.driver.linkDevice { question ->
            code = (question as Question.ShowLinkCode).code
            null
        }
        phone.note("show a link code")
        assertEquals(Outcome.ServiceTokenReady, television.driver.serviceToken(Person.LinkCode(code)))
        val found = television.run(AuthFlow.checkSignIn(television.driver.installation))
        assertInstanceOf(Outcome.SignedIn::class.java, found)
        television.play()
        television.note("join by a link code, play")
    }

    @Test
    fun `every journey takes the requests and bytes of the ledger`() = Service.simulator().use { service ->
        runBlocking {
            alone(Viewing(service, "television"))
            linked(Viewing(service, "phone"), Viewing(service, "other television"))
        }
        assertEquals(File("../../../ledger/journeys.tsv").readText(), "$table")
    }
}
