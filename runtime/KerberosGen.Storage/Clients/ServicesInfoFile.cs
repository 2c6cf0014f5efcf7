using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// services_info.json: the services that a client knows, and its tickets (protocol, 'Files'); beside it ticket_notes.json
/// keeps what the seed's fields do not hold. Any number of threads and processes may use it at once: every change is made to
/// what the files hold by then, under a lock (.client.lock), and none is lost.
/// </summary>
/// <remarks>
/// What reads the files needs no lock, for they are replaced whole. The notes are written first, so that no ticket lacks its
/// own; those of the tickets before stay for one change more, for whoever is just reading.
/// </remarks>
public sealed class ServicesInfoFile : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "services_info.json";

    private readonly string _directory;
    private readonly string _path;
    private readonly Lock _saving = new();
    private readonly HashSet<SessionTicket> _tickets = [];
    private volatile ServicesInfoRow[] _rows = [];

    private ServicesInfoFile(string directory)
    {
        _directory = directory;
        _path = Path.Combine(directory, FileName);
    }

    /// <summary>The services, in the order of the file. The list never changes: a new one takes its place.</summary>
    public IReadOnlyList<KnownService> Services => Array.ConvertAll(_rows, static row => row.Known);

    /// <summary>Why the notes, when the files were read last, were taken for none: a sentence that names the file and line; null if they were not.</summary>
    public string? NotesProblem { get; private set; }

    /// <summary>Reads the files of a directory; no services if they are missing. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats an id.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ServicesInfoFile Open(string directory)
    {
        var file = new ServicesInfoFile(directory);
        file.Refresh();
        return file;
    }

    /// <summary>Reads the files again: another process may have changed them.</summary>
    /// <exception cref="FileFormatException">An entry makes no sense, or repeats an id; the services are as before.</exception>
    /// <exception cref="IOException">A file cannot be read; the services are as before.</exception>
    public void Refresh()
    {
        lock (_saving)
            _rows = Read(out _);
    }

    /// <summary>
    /// Takes the KDC's list for the file's, and saves it. Services whose id is still there keep their ticket and the fields
    /// that we do not know; the others are dropped.
    /// </summary>
    /// <exception cref="ArgumentException">A service breaks the protocol's rules, or two have one id: the file could not be read again.</exception>
    /// <exception cref="FileFormatException">By now the files make no sense; they and the services are as before.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the services are as before.</exception>
    public void Replace(IReadOnlyList<ServiceInfo> listed)
    {
        Check(listed);
        Change(rows =>
        {
            Dictionary<PrincipalId, ServicesInfoRow> earlier = rows.ToDictionary(static row => row.Id);
            return [.. listed.Select(service => earlier.TryGetValue(service.Id, out ServicesInfoRow? row)
                ? row with { Known = row.Known with { Service = service } }
                : new ServicesInfoRow(new KnownService(service, null), null))];
        });
    }

    /// <summary>Keeps a ticket with its service, in place of an earlier one, and saves the files.</summary>
    /// <param name="service">The service; it is added if the file does not have it any more.</param>
    /// <param name="ticket">The ticket; disposed with this.</param>
    /// <param name="note">What else is to be remembered of it, or null.</param>
    /// <exception cref="ArgumentException">The ticket is to another service, or the session key has not 32 bytes, or the service breaks the protocol's rules.</exception>
    /// <exception cref="FileFormatException">By now the files make no sense; they and the tickets are as before.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the tickets are as before.</exception>
    public void PutTicket(ServiceInfo service, SessionTicket ticket, TicketNote? note)
    {
        if (ticket.SessionKey.Bytes.Length != AesKey.Size)
            throw new ArgumentException($"A session key has {AesKey.Size} bytes.", nameof(ticket));
        if (ticket.ServiceId != service.Id)
            throw new ArgumentException($"A ticket to the service {ticket.ServiceId} is none to {service.Id}.", nameof(ticket));
        Check([service]);
        lock (_saving)
            _tickets.Add(ticket);
        Change(rows =>
        {
            int at = Array.FindIndex(rows, row => row.Id == service.Id);
            ServicesInfoRow row = at < 0 ? new ServicesInfoRow(new KnownService(service, null), null) : rows[at];
            row = row with { Known = row.Known with { Ticket = ticket, Note = note } };
            return at < 0 ? [.. rows, row] : [.. rows[..at], row, .. rows[(at + 1)..]];
        });
    }

    /// <summary>
    /// Drops every ticket with its session key and its note, and saves the files; the services stay, and what a crash left of
    /// earlier changes goes. Files that are missing are not made.
    /// </summary>
    /// <returns>The services whose tickets were dropped.</returns>
    /// <exception cref="FileFormatException">By now the files make no sense; they and the tickets are as before.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the tickets are as before.</exception>
    public IReadOnlyList<ServiceInfo> Forget() => Forget(static _ => true);

    /// <summary>Drops the tickets to some services likewise.</summary>
    /// <param name="chooses">True for a service whose ticket is to be dropped.</param>
    /// <returns>The services whose tickets were dropped.</returns>
    /// <exception cref="FileFormatException">By now the files make no sense; they and the tickets are as before.</exception>
    /// <exception cref="IOException">It could not be saved; the old file is whole, and the tickets are as before.</exception>
    public IReadOnlyList<ServiceInfo> Forget(Func<ServiceInfo, bool> chooses)
    {
        if (!File.Exists(_path))
        {
            _rows = [];
            return [];
        }

        List<ServiceInfo> forgotten = [];
        Change(
            rows => Array.ConvertAll(rows, row =>
            {
                if (row.Known.Ticket is null || !chooses(row.Known.Service))
                    return row;
                forgotten.Add(row.Known.Service);
                return row with { Known = row.Known with { Ticket = null, Note = null } };
            }),
            keepsEarlierNotes: false);
        return forgotten;
    }

    /// <summary>
    /// Takes the time for a new authenticator: the later of now and one second after the last that anybody made with the ticket,
    /// in this process or another of the directory. It is on the disk before this returns: whoever dies afterwards wastes a second.
    /// </summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="now">The clock.</param>
    /// <param name="time">The time, in whole seconds.</param>
    /// <returns>False if that would run more than <see cref="SessionTicket.MaxAhead"/> ahead: a fresh ticket is needed.</returns>
    /// <exception cref="IOException">It could not be saved.</exception>
    public bool TryTakeAuthenticatorTime(SessionTicket ticket, DateTimeOffset now, out DateTimeOffset time)
    {
        lock (_saving)
        {
            using IDisposable files = ClientFilesLock.Take(_directory);
            Dictionary<string, NotedTicket> notes = ReadNotes();
            string digest = TicketNotesFile.DigestOf(ticket);
            if (notes.TryGetValue(digest, out NotedTicket noted))
                noted.Tell(ticket);
            if (!ticket.TryTakeAuthenticatorTime(now, out time))
                return false;
            notes[digest] = noted with { IsAuthenticated = ticket.IsAuthenticated, LastAuthenticator = time };
            if (NotesProblem is not null)
                TicketNotesFile.PutAside(_directory);
            TicketNotesFile.Write(_directory, notes);
            return true;
        }
    }

    /// <summary>Disposes every ticket that was read or kept.</summary>
    public void Dispose()
    {
        lock (_saving)
        {
            foreach (SessionTicket ticket in _tickets)
                ticket.Dispose();
            _tickets.Clear();
        }
    }

    private static void Check(IReadOnlyList<ServiceInfo> listed)
    {
        var ids = new HashSet<PrincipalId>();
        foreach (ServiceInfo service in listed)
        {
            PrincipalName name = service.Name;
            if (!Validator.IsName(in name, out string? problem))
                throw new ArgumentException($"The service {service.Id} that the KDC lists has a bad name. {problem}", nameof(listed));
            if (service.EndPoint.Port == 0)
                throw new ArgumentException($"The service {DisplayText.Quote(name.Utf8)} that the KDC lists has no port.", nameof(listed));
            if (!ids.Add(service.Id))
                throw new ArgumentException($"The KDC lists the service {service.Id} twice.", nameof(listed));
        }
    }

    private void Change(Func<ServicesInfoRow[], ServicesInfoRow[]> change, bool keepsEarlierNotes = true)
    {
        lock (_saving)
        {
            using IDisposable files = ClientFilesLock.Take(_directory);
            ServicesInfoRow[] earlier = Read(out Dictionary<string, NotedTicket> earlierNotes);
            ServicesInfoRow[] rows = change(earlier);
            AtomicFile.RemoveLeftovers(_path);
            if (NotesProblem is not null)
                TicketNotesFile.PutAside(_directory);
            SaveNotes(keepsEarlierNotes ? [.. rows, .. earlier] : rows, earlierNotes);
            JsonRows.Write(_path, rows.Select(static row => row.ToFields()));
            _rows = rows;
        }
    }

    private ServicesInfoRow[] Read(out Dictionary<string, NotedTicket> notes)
    {
        PrivateMode.Narrow(_path);
        DateTimeOffset written = LastWritten();
        List<JsonRow> entries = JsonRows.Read(_path);
        notes = ReadNotes();
        var rows = new List<ServicesInfoRow>(entries.Count);
        var ids = new HashSet<PrincipalId>();
        foreach (JsonRow entry in entries)
        {
            var row = ServicesInfoRow.Of(entry, _tickets);
            if (row.Known.Ticket is { } ticket)
            {
                _tickets.Add(ticket);
                row = row with { Known = row.Known with { Note = NoteOf(ticket, notes, written) } };
            }

            if (!ids.Add(row.Id))
                throw entry.Error(ServicesInfoRow.IdField, "an earlier entry has this id");
            rows.Add(row);
        }

        return [.. rows];
    }

    /// <summary>Without notes a ticket is not known to be authenticated, nor when it was used last.</summary>
    private Dictionary<string, NotedTicket> ReadNotes()
    {
        try
        {
            NotesProblem = null;
            return TicketNotesFile.Read(_directory);
        }
        catch (FileFormatException e)
        {
            NotesProblem = $"{FileFormatException.Position(e.File, e.Line)}: {e.Reason}. It is not known any more whether the tickets are authenticated; the next change moves the file to {TicketNotesFile.AsideName}.";
            return [];
        }
    }

    /// <summary>A ticket that says nothing in the clear and has no note, as the original program leaves it, is as old as the file or older.</summary>
    private static TicketNote? NoteOf(SessionTicket ticket, Dictionary<string, NotedTicket> notes, DateTimeOffset written)
    {
        if (notes.TryGetValue(TicketNotesFile.DigestOf(ticket), out NotedTicket noted))
            noted.Tell(ticket);
        if (noted.Note is { } note)
            return note;
        return ticket.CreatedAt is null ? new TicketNote(written, IsExact: false, ClientName: null) : null;
    }

    private DateTimeOffset LastWritten()
    {
        var time = new DateTimeOffset(File.GetLastWriteTimeUtc(_path));
        return time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
    }

    private void SaveNotes(IEnumerable<ServicesInfoRow> rows, Dictionary<string, NotedTicket> earlier)
    {
        var notes = new Dictionary<string, NotedTicket>(StringComparer.Ordinal);
        foreach (ServicesInfoRow row in rows)
        {
            if (row.Known is not { Ticket: { } ticket } known)
                continue;
            string digest = TicketNotesFile.DigestOf(ticket);
            if (earlier.TryGetValue(digest, out NotedTicket noted) || known.Note is not null || ticket.IsAuthenticated)
                notes.TryAdd(digest, noted with { Note = known.Note ?? noted.Note, IsAuthenticated = ticket.IsAuthenticated || noted.IsAuthenticated });
        }

        TicketNotesFile.Write(_directory, notes);
    }
}
