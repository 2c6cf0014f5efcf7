using System.Globalization;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>Makes the changes that steps bring about.</summary>
/// <param name="lastSequence">The last sequence number that was given before.</param>
internal sealed class RoomScript(ulong lastSequence)
{
    /// <summary>Steps that one commit of <see cref="NextBatch"/> keeps, at most.</summary>
    private const int MaxBatch = 20;

    // Finer than a second: a store keeps times as they are.
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(56).AddTicks(1);

    /// <summary>The room that it is about.</summary>
    public static PrincipalId Room { get; } = new([.. Enumerable.Range(0xA1, PrincipalId.Size).Select(static i => (byte)i)]);

    /// <summary>What is to be kept with the next commit.</summary>
    public RoomChanges Changes { get; } = new();

    /// <summary>The last sequence number that was given.</summary>
    public ulong LastSequence { get; private set; } = lastSequence;

    /// <summary>Makes some changes, the same with the same seed in every process.</summary>
    public RoomChanges NextBatch(Random random)
    {
        Changes.Clear();
        for (int count = 1 + random.Next(MaxBatch); count > 0; count--)
            Take(RoomStep.Next(random));
        return Changes;
    }

    /// <summary>Notes what a step changes.</summary>
    public void Take(RoomStep step)
    {
        switch (step.Kind)
        {
            case RoomStepKind.Say:
                Happen(EventKind.Message, step.Client, step.Content);
                break;
            case RoomStepKind.Join:
                Happen(EventKind.Joined, step.Client, step.DisplayName.Utf8.ToArray());
                break;
            case RoomStepKind.Leave:
                Happen(EventKind.Left, step.Client, step.DisplayName.Utf8.ToArray());
                break;
            case RoomStepKind.Notice:
                Happen(EventKind.Notice, default, step.Content);
                break;
            case RoomStepKind.Claim:
                Changes.Names.Add(new NameClaim(step.DisplayName, step.Client));
                break;
            case RoomStepKind.Impose:
                DateTimeOffset? until = step.Value < 128 ? null : _now.AddMinutes(step.Value);
                Changes.Impose(new Sanction(step.Client, step.Sanction, until, step.Name == 0 ? "console" : step.Value.ToString(CultureInfo.InvariantCulture)));
                break;
            case RoomStepKind.Lift:
                Changes.Lift(step.Client, step.Sanction);
                break;
            case RoomStepKind.Accept:
                Changes.Authenticators.Add(new RememberedAuthenticator(new UInt128(ulong.MaxValue - step.Who, step.Value), _now.AddSeconds(step.Value)));
                break;
            case RoomStepKind.Wait:
                _now = _now.AddSeconds(step.Value);
                Changes.Now = _now;
                break;
            case RoomStepKind.Trim:
                Changes.FirstHeld = Math.Max(Changes.FirstHeld, LastSequence + 1 - Math.Min(step.Value / 16u, LastSequence));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "It changes nothing.");
        }
    }

    private void Happen(EventKind kind, PrincipalId client, byte[] content) =>
        Changes.Events.Add(new RoomEventRecord(++LastSequence, _now, kind, client, content));
}
