package tvpass

/** The list of providers, kept for a few minutes: it changes seldom, is long, and is asked for by each picker (R23). */
internal class ConfigurationCache(private val lifeMillis: Long) {
    private class Kept(val request: Request, val response: Response, val atMillis: ULong)

    @Volatile
    private var kept: Kept? = null

    /** The answer to the same question, if it is young enough by the clock of `Now.monotonicMillis`. */
    fun find(request: Request, nowMillis: ULong): Response? {
        val kept = kept ?: return null
        val isYoung = (nowMillis - kept.atMillis).toLong() < lifeMillis
        return kept.response.takeIf { isYoung && isSame(kept.request, request) }
    }

    /** Keeps the answer, if it is a list of providers. */
    fun keep(request: Request, response: Response, nowMillis: ULong) {
        if (isForConfiguration(request) && response.status == OK) kept = Kept(request, response, nowMillis)
    }

    fun forget() {
        kept = null
    }

    companion object {
        private const val OK = 200

        /** The address ends as the endpoint's: `/api/v2/{serviceProvider}/configuration`. */
        fun isForConfiguration(request: Request): Boolean {
            val segments = request.url.split('/').takeLast(3)
            return request.method == Method.GET && segments.first() == "v2" && segments.last() == "configuration"
        }

        /** The list may depend on the device and its platform, but not on the access token. */
        private fun isSame(one: Request, other: Request) = one.url == other.url && withoutToken(one) == withoutToken(other)

        private fun withoutToken(request: Request) = request.headers.filter { it.name != "Authorization" }
    }
}
