using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary>A room that cannot be reached, in a sentence.</summary>
internal static class RoomFailure
{
    /// <summary>Enters a room.</summary>
    /// <param name="account">Knows where the room should be.</param>
    /// <param name="room">Its name.</param>
    /// <param name="enter">Enters it.</param>
    /// <exception cref="InvalidOperationException">It cannot be reached; the message says where it was looked for, and what to do.</exception>
    public static async Task<T> ExplainAsync<T>(ClientAccount account, string room, Func<Task<T>> enter)
    {
        try
        {
            return await enter();
        }
        catch (SocketException e)
        {
            KnownService? known = account.Services.FirstOrDefault(known => known.Service.Name.ToString() == room);
            string place = known is null ? "" : $" at {known.Service.EndPoint}";
            throw new InvalidOperationException(
                $"The room \"{DisplayText.Escape(room)}\"{place} cannot be reached ({KdcFailure.Reason(e)}). Is it running? 'client services' asks the KDC where it is now.", e);
        }
    }
}
