#if canImport(VideoSubscriberAccount) && !os(macOS) && !targetEnvironment(macCatalyst)
import Foundation
import VideoSubscriberAccount

/// Apple's Video Subscriber Account, for a partner sign-in: it replies to `Question.partnerStatus`, and answers the request of
/// `Outcome.askFramework`.
@MainActor
public final class SubscriberAccount {
    private let manager: VSAccountManager

    /// `manager` has a delegate that presents the system's screens; the application needs Apple's entitlement for it.
    public init(manager: VSAccountManager) {
        self.manager = manager
    }

    /// The reply to `Question.partnerStatus`, and to another question nothing. The viewer is asked only where the question allows
    /// it (R95). A provider that the framework does not support is told as the viewer's choice (R101).
    public func reply(to question: Question) async -> Event? {
        guard case .partnerStatus(let mayAsk, let configuration) = question else { return nil }
        let (access, error) = await access(mayAsk: mayAsk)
        guard access == .granted else {
            return .partnerStatus(status: PartnerFrameworkStatus(accessStatus: access, permissionError: error))
        }
        let mvpds = configuration?.mvpds ?? []
        let request = VSAccountMetadataRequest()
        request.isInterruptionAllowed = mayAsk
        request.supportedAccountProviderIdentifiers = mvpds.filter(\.displayInPlatformPicker).compactMap(\.platformMappingId)
        let account = await ask(request)
        if let unsupported = account.unsupportedProvider {
            return mvpds.first { $0.platformMappingId == unsupported }.map { .chosen(mvpd: $0.id) } ?? .refused
        }
        return .partnerStatus(
            status: PartnerFrameworkStatus(
                accessStatus: .granted, providerId: account.provider, expirationDate: account.expirationDate,
                providerError: account.error.map(FrameworkError.init)))
    }

    /// The framework's response to the request of `Outcome.askFramework`, for `AuthFlow.partnerCompletion`; the viewer is not asked.
    ///
    /// Throws the framework's error, or `SubscriberAccountError` if it gave no response: go on with a sign-in (R94).
    public func samlResponse(to request: AuthenticationRequest) async throws -> Secret {
        let metadata = VSAccountMetadataRequest()
        metadata.isInterruptionAllowed = false
        metadata.verificationToken = request.request?.reveal()
        metadata.attributeNames = request.attributesNames
        let account = await ask(metadata)
        if let error = account.error { throw error }
        guard let saml = account.saml else { throw SubscriberAccountError() }
        return saml
    }

    private func access(mayAsk: Bool) async -> (AccessStatus, FrameworkError?) {
        await withCheckedContinuation { continuation in
            // The framework calls back on a queue of its own, so that the closure may not be the main actor's.
            manager.checkAccessStatus(options: [.prompt: mayAsk]) { @Sendable status, error in
                continuation.resume(returning: (AccessStatus(status), error.map(FrameworkError.init)))
            }
        }
    }

    private func ask(_ request: VSAccountMetadataRequest) async -> Account {
        request.channelIdentifier = Partner.apple.channelIdentifier()
        request.includeAccountProviderIdentifier = true
        request.includeAuthenticationExpirationDate = true
        return await withCheckedContinuation { continuation in
            _ = manager.enqueue(request) { @Sendable metadata, error in
                continuation.resume(returning: Account(metadata, error))
            }
        }
    }
}

/// The framework gave neither a response nor an error.
public struct SubscriberAccountError: Error, Equatable {}

/// The framework's word on the viewer's account.
private struct Account: Sendable {
    let provider: String?
    let expirationDate: Date?
    let saml: Secret?
    let error: (any Error)?

    init(_ metadata: VSAccountMetadata?, _ error: (any Error)?) {
        provider = metadata?.accountProviderIdentifier
        expirationDate = metadata?.authenticationExpirationDate
        saml = (metadata?.samlAttributeQueryResponse).map { Redacted($0) }
        self.error = error
    }

    /// The id of a provider that the viewer chose and that the framework does not support.
    var unsupportedProvider: String? {
        error.flatMap { ($0 as NSError).userInfo[VSErrorInfoKeyUnsupportedProviderIdentifier] as? String }
    }
}

extension AccessStatus {
    fileprivate init(_ status: VSAccountAccessStatus) {
        switch status {
        case .granted: self = .granted
        case .denied: self = .denied
        case .restricted: self = .restricted
        default: self = .notDetermined
        }
    }
}

extension FrameworkError {
    fileprivate init(_ error: any Error) {
        self.init(code: String((error as NSError).code), message: error.localizedDescription)
    }
}
#endif
