using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Terreau.Web.Seeds.Files;

/// <summary>Opens one YAML file as a mapping of keys, or says why it cannot.</summary>
internal static class YamlFile
{
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
