import TVPass

/// The questions of flows as callbacks, and the methods that answer them.
@MainActor
final class Viewer {
    weak var delegate: (any EntitlementDelegate)?
    private var choice: Reply<String>?
    private var page: Reply<Void>?

    /// The answer to the picker; false if none is shown.
    func choose(_ mvpd: String) -> Bool {
        choice?.give(mvpd)
        return choice != nil
    }

    /// The browser has come back.
    func returned() {
        page?.give(())
    }

    func answer(_ question: Question, _ requestor: Requestor) async -> Event? {
        switch question {
        case .chooseMvpd(let configuration): return await pick(configuration.mvpds, requestor)
        // The old interface showed the whole list each time.
        case .confirmMvpd: return .reload
        case .openUrl(let url, _): await browse(url)
        case .openUrls(let urls, _): for url in urls { await browse(url) }
        case .showCode(let code, _, _): tell("REGCODE", code)
        case .signOutAtPartner: tell("VSA203", "sign out in the settings of the device as well")
        default: break
        }
        return nil
    }

    private func tell(_ id: String, _ message: String) {
        delegate?.status(advancedStatus(id, level: "Information", message: message))
    }

    private func pick(_ all: [Mvpd], _ requestor: Requestor) async -> Event {
        requestor.mvpds = all.map {
            MVPD(ID: $0.id, displayName: $0.displayName, logoURL: $0.logoUrl, isTempPass: $0.isTempPass)
        }
        let reply = Reply<String>()
        choice = reply
        defer { choice = nil }
        delegate?.displayProviderDialog(requestor.mvpds)
        guard let mvpd = await reply.value() else { return .cancel }
        return .chosen(mvpd: mvpd)
    }

    private func browse(_ url: String) async {
        let reply = Reply<Void>()
        page = reply
        defer { page = nil }
        delegate?.navigate(toUrl: url)
        await reply.value()
    }
}

/// An answer that is waited for; nothing if the task is cancelled.
private struct Reply<Value: Sendable>: Sendable {
    private let values: AsyncStream<Value>
    private let source: AsyncStream<Value>.Continuation

    init() {
        (values, source) = AsyncStream<Value>.makeStream()
    }

    func give(_ value: Value) {
        source.yield(value)
    }

    @discardableResult
    func value() async -> Value? {
        for await value in values {
            return value
        }
        return nil
    }
}
