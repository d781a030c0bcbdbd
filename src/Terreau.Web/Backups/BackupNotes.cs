using System.Text.Json;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups;

/// <summary>
/// When this data folder was last backed up and when a backup was last rehearsed, in two small files of it: for whoever looks after
/// the site, at the console or on a page.
/// </summary>
internal sealed class BackupNotes(TerreauOptions options)
{
    private const string Backup = "derniere.json";
    private const string Rehearsal = "essai.json";

    /// <summary>The last backup that succeeded; null where there was none.</summary>
    public BackupNote? LastBackup => Read<BackupNote>(Backup);

    /// <summary>The last backup that was restored for trial and proven; null where there was none.</summary>
    public RehearsalNote? LastRehearsal => Read<RehearsalNote>(Rehearsal);

    public void Note(BackupNote note) => Write(Backup, note);

    public void Note(RehearsalNote note) => Write(Rehearsal, note);

    private string Folder => Path.Combine(options.Data, "sauvegardes");

    private T? Read<T>(string name) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(Folder, name)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private void Write<T>(string name, T note)
    {
        Directory.CreateDirectory(Folder);
        var next = Path.Combine(Folder, $"{name}.{Environment.ProcessId}");
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(note));
        File.Move(next, Path.Combine(Folder, name), overwrite: true);
    }
}

/// <param name="At">The instant whose state was kept, in UTC.</param>
/// <param name="Archive">Where the archive was put.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsEncrypted">Whether it takes a phrase to open it.</param>
/// <param name="Rows">Of all tables together.</param>
internal sealed record BackupNote(DateTime At, string Archive, long Bytes, bool IsEncrypted, long Rows);

/// <param name="At">When it was tried, in UTC.</param>
/// <param name="Archive">Which archive.</param>
/// <param name="MadeAt">The instant whose state it holds, in UTC.</param>
/// <param name="Seconds">How long a true restoring would take here.</param>
internal sealed record RehearsalNote(DateTime At, string Archive, DateTime MadeAt, double Seconds);
