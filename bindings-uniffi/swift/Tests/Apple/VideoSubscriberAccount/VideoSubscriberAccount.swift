import Dispatch
import Foundation

// The part of Apple's VideoSubscriberAccount that `SubscriberAccount` uses, declared as Apple declares it. A test says what the
// framework answers, on a queue of the framework's own as Apple's does.

public enum VSAccountAccessStatus: Int, Sendable {
    case notDetermined = 0
    case restricted = 1
    case denied = 2
    case granted = 3
}

public struct VSCheckAccessOption: Hashable, Sendable {
    public static let prompt = VSCheckAccessOption()
}

public let VSErrorInfoKeyUnsupportedProviderIdentifier = "VSErrorInfoKeyUnsupportedProviderIdentifier"

open class VSAccountMetadataRequest: NSObject {
    open var channelIdentifier: String?
    open var supportedAccountProviderIdentifiers: [String] = []
    open var verificationToken: String?
    open var includeAccountProviderIdentifier = false
    open var includeAuthenticationExpirationDate = false
    open var isInterruptionAllowed = false
    open var attributeNames: [String] = []
}

open class VSAccountMetadata: NSObject {
    public let accountProviderIdentifier: String?
    public let authenticationExpirationDate: Date?
    public let samlAttributeQueryResponse: String?

    public init(provider: String?, expirationDate: Date? = nil, saml: String? = nil) {
        accountProviderIdentifier = provider
        authenticationExpirationDate = expirationDate
        samlAttributeQueryResponse = saml
    }
}

open class VSAccountManagerResult: NSObject {}

open class VSAccountManager: NSObject {
    /// The viewer's permission.
    public var access = VSAccountAccessStatus.granted
    /// The answer to every request.
    public var answer: (metadata: VSAccountMetadata?, error: (any Error)?) = (nil, nil)
    /// One for each check of the permission: `true` if it was allowed to ask the viewer.
    public private(set) var prompts: [Bool] = []
    public private(set) var requests: [VSAccountMetadataRequest] = []

    private let queue = DispatchQueue(label: "subscriber account")

    open func checkAccessStatus(
        options: [VSCheckAccessOption: Any] = [:],
        completionHandler: @escaping (VSAccountAccessStatus, (any Error)?) -> Void
    ) {
        prompts.append(options[.prompt] as? Bool ?? false)
        let (access, handler) = (access, Handler(call: completionHandler))
        queue.async { handler.call(access, nil) }
    }

    @discardableResult
    open func enqueue(
        _ request: VSAccountMetadataRequest,
        completionHandler: @escaping (VSAccountMetadata?, (any Error)?) -> Void
    ) -> VSAccountManagerResult {
        requests.append(request)
        nonisolated(unsafe) let metadata = answer.metadata
        let (error, handler) = (answer.error, Handler(call: completionHandler))
        queue.async { handler.call(metadata, error) }
        return VSAccountManagerResult()
    }
}

/// A closure that goes to another queue, as Objective-C takes it there.
private struct Handler<First, Second>: @unchecked Sendable {
    let call: (First, Second) -> Void
}
