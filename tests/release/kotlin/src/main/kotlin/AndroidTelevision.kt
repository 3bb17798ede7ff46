import tvpass.UrlConnectionTransport

/** The same television with the transport of Android, which an Android application is shrunk with. */
object AndroidTelevision {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (service, statement) = arguments
        play(service, statement, UrlConnectionTransport())
    }
}
