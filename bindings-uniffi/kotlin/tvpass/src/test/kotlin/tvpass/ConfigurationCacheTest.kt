package tvpass

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** The list of providers is fetched once for several pickers. */
class ConfigurationCacheTest {
    /** A driver whose viewer looks at lists, and the number of lists that were fetched. */
    private class Pickers(service: Service, lifeMillis: Long = Driver.CONFIGURATION_LIFE_MILLIS) {
        val clock = TestClock()
        private val lines = mutableListOf<String>()
        val installation = Installation(settings(service.baseUrl, "demo.software.statement"))
        private val driver = Driver(
            installation, clock = clock, observe = { lines += it.line }, configurationLifeMillis = lifeMillis,
        ) {}

        val count get() = lines.count { it == "GET /api/v2/{serviceProvider}/configuration" }

        /** Asks for the list as often as this, then gives up. */
        fun look(times: Int = 1) {
            var seen = 0
            assertThrows<TvpassException> {
                runBlocking {
                    driver.run(driver.signIn(place = SignInPlace.OTHER_DEVICE_WITH_PICKER)) { question ->
                        assertTrue((question as Question.ChooseMvpd).configuration.mvpds.size > 300)
                        if (++seen == times) Event.Cancel else Event.Reload
                    }
                }
            }
        }
    }

    private fun test(run: (Service) -> Unit) = Service.simulator().use(run)

    @Test
    fun `r23 a second picker needs no second list and a viewer gets a fresh one`() = test { service ->
        val pickers = Pickers(service)
        repeat(2) { pickers.look() }
        assertEquals(1, pickers.count)
        pickers.look(times = 2)
        assertEquals(2, pickers.count)
    }

    @Test
    fun `a list is kept for three minutes`() = test { service ->
        val pickers = Pickers(service)
        pickers.look()
        val fetched = pickers.clock.millis
        pickers.clock.millis = fetched + 179_999u
        pickers.look()
        assertEquals(1, pickers.count)
        pickers.clock.millis = fetched + 180_000u
        pickers.look()
        assertEquals(2, pickers.count)
    }

    @Test
    fun `a life of nothing keeps no list`() = test { service ->
        val pickers = Pickers(service, lifeMillis = 0)
        repeat(2) { pickers.look() }
        assertEquals(2, pickers.count)
    }

    @Test
    fun `another device gets a list of its own`() = test { service ->
        val pickers = Pickers(service)
        pickers.look()
        pickers.installation.setHeaders(NamedDevice("bedroom").headers())
        pickers.look()
        assertEquals(2, pickers.count)
    }
}
