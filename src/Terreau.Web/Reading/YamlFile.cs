using Terreau.Web.Hosting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Terreau.Web.Reading;

/// <summary>Opens one YAML file as a mapping of keys, or says why it cannot.</summary>
internal static class YamlFile
{
    private const int MostSaid = 10;

    /// <summary>Reads a file that the site cannot do without.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="read">Takes its keys, and closes it.</param>
    /// <exception cref="StartException">The file is missing or has faults; the message names the first ones.</exception>
    public static T Read<T>(string folder, string name, Func<EntryReader, T> read)
    {
        var faults = new List<FileFault>();
        var file = Open(folder, name, faults);
        var what = file is null ? default : read(file);
        return faults.Count == 0 ? what! : throw new StartException(string.Join(" ", faults.Take(MostSaid)));
    }

    public static EntryReader? Open(string directory, string name, List<FileFault> faults)
    {
        var path = Path.Combine(directory, name);
        if (!File.Exists(path))
        {
            faults.Add(new FileFault(name, "fichier", "le fichier manque."));
            return null;
        }
        try
        {
            using var text = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(text);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new EntryReader(root, name, "fichier", faults);
            faults.Add(new FileFault(name, "fichier", "le fichier doit porter une seule suite de clés."));
        }
        catch (YamlException broken)
        {
            // The library's own wording is English and technical: the place is what helps the author.
            faults.Add(new FileFault(name, $"ligne {broken.Start.Line}", "le texte n'est pas du YAML lisible à cet endroit."));
        }
        return null;
    }
}
