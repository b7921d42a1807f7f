import { downloadAndMaybeDecrypt, getOrCreateMediaObject, OpaqueData, prepRawMedia, uploadMedia } from './media.js'
import { Chat, Collection, Contact, Model, Msg } from './models.js'
import { createWid, lidOf, MsgKey, me, myLid, phoneOf } from './names.js'
import { addAndSendMsgToChat, findOrCreateLatestChat, strangers } from './sending.js'
import { Cmd, Conn, progress, Socket } from './socket.js'
import { tell } from './wire.js'

const key = (fill) => ({ pubKey: new Uint8Array(32).fill(fill) })
const findLinks = (text) => (String(text ?? '').match(/https?:\/\/\S+/g) ?? []).map((href) => ({ href }))

/** By the page's own names. Each came into this list because the library has asked for it. */
export const MODULES = {
  // Linking: Client.inject, AuthStore.
  WAWebSocketModel: { Socket },
  WAWebCmd: { Cmd },
  WAWebConnModel: { Conn },
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => progress.percent } },
  WAWebAltDeviceLinkingApi: {},
  WABase64: { encodeB64: (bytes) => btoa(String.fromCharCode(...bytes)) },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: '1' },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: key(1) }) } },
  WAWebSignalStoreApi: { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: key(2) }) } },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => btoa('secret of the stand-in') },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me, getMaybeMeLidUser: () => myLid },

  // Hearing: Client.attachEventListeners, WWebJS.getMessageModel, .getChat, .getChats, Chat.fetchMessages.
  WAWebCollections: {
    ...{ Msg, Chat, Contact },
    Blocklist: new Collection(Model),
    GroupMetadata: { update: async () => {} },
  },
  WAWebSyncGatingUtils: {},
  WAWebCallCollection: null,
  WAWebBackendJobsCommon: { mediaTypeFromProtobuf: () => null },
  WAWebE2EProtoUtils: { typeAttributeFromProtobuf: () => 'text' },
  WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert: async () => {} } },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: async () => {} } },
  WALinkify: { findLinks, findLink: (text) => findLinks(text)[0] },
  WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  WAWebWidFactory: { createWid, asUserWidOrThrow: createWid },
  WAWebLidMigrationUtils: { toPn: phoneOf },

  // Who is who: WWebJS.enforceLidAndPnRetrieval.
  WAWebApiContact: { getCurrentLid: lidOf, getPhoneNumber: phoneOf },
  WAWebQueryExistsJob: { queryWidExists: async (wid) => (strangers.has(wid._serialized) ? null : { wid }) },

  // Sending: WWebJS.sendMessage, .sendSeen, .sendChatstate.
  WAWebFindChatAction: { findOrCreateLatestChat },
  WAWebChatGetters: {
    getIsNewsletter: ({ id }) => id.isNewsletter(),
    getIsBroadcast: ({ id }) => id.isBroadcast(),
  },
  WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
  WAWebUpdateUnreadChatAction: {
    sendSeen: async ({ chat }) => {
      chat.set({ unreadCount: 0 })
      tell({ is: 'seen', chat: chat.id._serialized })
    },
  },
  WAWebMsgKey: MsgKey,
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: { addAndSendMsgToChat },
  WAWebChatStateBridge: {
    sendChatStateComposing: async (wid) => tell({ is: 'typing', chat: wid._serialized }),
  },

  // Files: WWebJS.processMediaData, Message.downloadMedia.
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: { prepRawMedia },
  WAWebMediaStorage: { getOrCreateMediaObject },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
  WAWebMediaMmsV4Upload: { uploadMedia },
  WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt } },
}
