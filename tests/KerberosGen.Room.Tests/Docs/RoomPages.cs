namespace KerberosGen.Room.Tests;

/// <summary>The rooms' pages, and what this machine has for what they name.</summary>
internal static class RoomPages
{
    public static DocumentedFolder All { get; } = new("rooms");

    /// <summary>A reader whose servers have a terminal each.</summary>
    public static ReaderShell NewReader(out StandIns standIns)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kerberosgen-docs-");
        standIns = new StandIns(folder.FullName, 8000, 9000, 9001);
        return new ReaderShell(folder, standIns, areTerminals: true);
    }
}
