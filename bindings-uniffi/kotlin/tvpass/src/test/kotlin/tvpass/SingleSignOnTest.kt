package tvpass

import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** A phone and a television in one sign-in, by the Single Sign-On Service. */
class SingleSignOnTest {
    private val household = Person.Id(secret("household-19"))

    /** A driver for the device of this name, and what passes through it. */
    private class Installed(service: Service, name: String) {
        val clock = TestClock()
        val paths = mutableListOf<String>()
        val tokens = mutableListOf<Secret?>()
        val saved = mutableListOf<SecretBytes?>()
        val installation = Installation(settings(service.baseUrl, "demo.software.statement", NamedDevice(name)))
        private val platform = Transport.ofPlatform()
        private val listening = Transport { request ->
            paths += "${request.method.wire()} /${request.url.split('/', limit = 4).last()}"
            tokens += request.headers.find { it.name == "AD-Service-Token" }?.value
            platform.send(request)
        }
        val driver = Driver(installation, listening, clock, saveServiceToken = { saved += it }) {}
    }

    private val nobody: suspend (Question) -> Event? = { throw AssertionError("$it") }

    private suspend fun signIn(device: Installed) = device.driver.run(device.driver.signIn("Cablevision")) { question ->
        signInAsPerson((question as Question.ShowCode).authenticateUrl!!)
        null
    }

    /** A phone that is signed in with a service token. */
    private suspend fun phone(service: Service): Installed {
        val phone = Installed(service, "phone")
        assertEquals(Outcome.ServiceTokenReady, phone.driver.serviceToken(household))
        assertInstanceOf(Outcome.SignedIn::class.java, signIn(phone))
        return phone
    }

    /** The code that the device shows. */
    private suspend fun linkCode(device: Installed): Secret {
        val codes = mutableListOf<Secret>()
        val linked = device.driver.linkDevice { question ->
            codes += (question as Question.ShowLinkCode).code
            null
        }
        assertEquals(Outcome.LinkFinished, linked)
        return codes.single()
    }

    /** A television that joined by the code of the other device, and found its sign-in. */
    private suspend fun joined(service: Service, giving: Installed): Installed {
        val television = Installed(service, "television")
        val code = Person.LinkCode(linkCode(giving))
        assertEquals(Outcome.ServiceTokenReady, television.driver.serviceToken(code))
        val found = television.driver.run(AuthFlow.checkSignIn(television.installation), nobody)
        assertInstanceOf(Outcome.SignedIn::class.java, found)
        return television
    }

    private suspend fun authorize(device: Installed) =
        device.driver.run(AuthFlow.authorization(device.installation, "REF30"), nobody)

    private suspend fun devices(device: Installed) = device.driver.listDevices() as Outcome.Devices

    private fun test(vararg arguments: String, run: suspend (Service) -> Unit) =
        Service.simulator(*arguments).use { service -> runBlocking { run(service) } }

    @Test
    fun `a television without a keyboard joins by the phone's code and is in the same sign-in`() = test { service ->
        val phone = phone(service)
        val television = joined(service, phone)
        assertTrue(television.paths.none { "sessions" in it }, television.paths.toString())
        val seen = listOf(devices(phone), devices(television))
        val ids = seen.map { outcome -> outcome.devices.map { it.id }.toSet() }
        assertEquals(2, ids[0].size)
        assertEquals(ids[0], ids[1])
        assertEquals(ids[0], seen.map { it.own }.toSet())
        assertEquals(setOf("TV 5th Gen"), seen[0].devices.map { it.model }.toSet())
    }

    @Test
    fun `a code that is refused is told in the service's words and another one taken`() = test { service ->
        val code = linkCode(phone(service))
        val told = mutableListOf<EnhancedError?>()
        val outcome = Installed(service, "television").driver.serviceToken(Person.LinkCode(secret("000000"))) { question ->
            told += (question as Question.LinkCodeRefused).error
            Event.LinkCode(code)
        }
        assertEquals(Outcome.ServiceTokenReady, outcome)
        assertEquals(ErrorCode.TOKEN_INVALID, told.single()!!.knownCode)
        assertTrue(told.single()!!.message!!.isNotEmpty())
    }

    @Test
    fun `a viewer without another code goes on without single sign-on`() = test { service ->
        val outcome = Installed(service, "television").driver.serviceToken(Person.LinkCode(secret("000000")))
        assertEquals(Outcome.WithoutSingleSignOn(NoSingleSignOn.NoCode, Party.VIEWER), outcome)
    }

    @Test
    fun `a television that was unlinked on the phone needs a sign-in`() = test { service ->
        val phone = phone(service)
        val television = joined(service, phone)
        val listed = devices(phone)
        val others = listed.devices.map { it.id }.filter { it != listed.own }
        assertEquals(Outcome.Unlinked(others, isOwn = false), phone.driver.unlinkDevices(others))
        val needed = authorize(television) as Outcome.SignInNeeded
        assertTrue(needed.error!!.message!!.isNotEmpty())
    }

    @Test
    fun `a token that is due is renewed, stored and carried`() = test { service ->
        val phone = phone(service)
        val old = phone.tokens.last()
        phone.clock.millis += 59u * 60_000u
        assertInstanceOf(Outcome.Devices::class.java, phone.driver.listDevices())
        assertEquals(listOf("GET /api/REF30/serviceToken", "GET /api/REF30/list"), phone.paths.takeLast(2))
        val new = phone.tokens.last()
        assertNotEquals(old, new)
        assertEquals(2, phone.saved.size)
        authorize(phone)
        assertEquals(new, phone.tokens.last())
    }

    @Test
    fun `an expired token goes out with no call of the API`() = test { service ->
        val phone = phone(service)
        phone.clock.millis += 60u * 60_000u
        authorize(phone)
        assertNull(phone.tokens.last())
    }

    @Test
    fun `a token outlives a restart and asks for nothing`() = test { service ->
        val saved = phone(service).saved.last()!!
        val again = Installed(service, "phone")
        assertNull(again.driver.restoreServiceToken(saved))
        assertEquals(Outcome.ServiceTokenReady, again.driver.serviceToken())
        assertEquals(emptyList<String>(), again.paths)
        val found = again.driver.run(AuthFlow.checkSignIn(again.installation), nobody)
        assertInstanceOf(Outcome.SignedIn::class.java, found)
        again.driver.forgetServiceToken()
        assertEquals(listOf(null), again.saved)
        val damaged = Redacted(saved.reveal().drop(1).toByteArray())
        assertEquals(RestoreError.Damaged, again.driver.restoreServiceToken(damaged))
    }

    @Test
    fun `a device that unlinks itself has no token any more`() = test { service ->
        val television = joined(service, phone(service))
        val own = devices(television).own!!
        assertEquals(Outcome.Unlinked(listOf(own), isOwn = true), television.driver.unlinkDevices(listOf(own)))
        assertNull(television.saved.last())
        val unknown = Outcome.WithoutSingleSignOn(NoSingleSignOn.NobodyKnown, Party.VIEWER)
        assertEquals(unknown, television.driver.listDevices())
    }

    @Test
    fun `a service that is not licensed leaves the application at work`() =
        test("--scenario", "single-sign-on-not-licensed") { service ->
            val phone = Installed(service, "phone")
            val refused = Outcome.WithoutSingleSignOn(NoSingleSignOn.NotLicensed(403u), Party.CONFIGURATION)
            assertEquals(refused, phone.driver.serviceToken(household))
            assertInstanceOf(Outcome.SignedIn::class.java, signIn(phone))
        }

    @Test
    fun `no device to unlink is refused at once`() = test { service ->
        val phone = phone(service)
        val refused: TvpassException = assertThrows<TvpassException.Integrator> {
            runBlocking { phone.driver.unlinkDevices(emptyList()) }
        }
        assertEquals(Reason.MissingParameter("devices"), refused.reason)
    }

    @Test
    fun `a viewer who watches a link code says when it is typed`() = test { service ->
        val phone = phone(service)
        lateinit var run: FlowRun
        val clock = object : FlowClock by phone.clock {
            override suspend fun sleepUntil(monotonicMillis: ULong) {
                run.say(Event.Finished)
                awaitCancellation()
            }
        }
        coroutineScope {
            run = Driver(phone.installation, clock = clock) {}.start(AuthFlow.linkDevice(phone.installation), this)
            assertEquals(Outcome.LinkFinished, run.outcome())
        }
    }
}
