using Terreau.Web.Backups.Archives;

namespace Terreau.Web.Commands;

/// <summary>What an archive holds, in words.</summary>
internal static class ArchiveWords
{
    public static string Of(Manifest manifest)
    {
        var originals = manifest.Files.Count(file => file.Name.StartsWith(ArchiveNames.Originals, StringComparison.Ordinal));
        var keys = manifest.Files.Count(file => file.Name.StartsWith(ArchiveNames.Keys, StringComparison.Ordinal));
        return $"{French.Count(manifest.Database.Tables.Count, "table", "tables")}, "
            + $"{French.Count(manifest.Database.Rows, "ligne", "lignes")}, "
            + $"{French.Count(originals, "fichier importé", "fichiers importés")}, {French.Count(keys, "clé", "clés")}";
    }
}
