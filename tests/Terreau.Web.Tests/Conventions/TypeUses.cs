using System.Reflection;
using System.Reflection.Emit;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Conventions;

/// <summary>
/// What each type uses, read from its signatures, its attributes and the code of its methods. What stands inside a type, or is made for
/// it by the compiler, counts as the type. A constant leaves no trace here: the compiler copies it.
/// </summary>
internal sealed class TypeUses
{
    private const BindingFlags All =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static readonly TypeUses OfTheSite = new(typeof(Site).Assembly);
    public static readonly TypeUses OfTheEngine = new(typeof(Engine.Orientation.Codes).Assembly);

    private readonly HashSet<(Type From, Type To)> pairs = [];
    private readonly HashSet<(Type From, MemberInfo To)> members = [];

    private TypeUses(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes()) Read(type, Outermost(type));
    }

    /// <summary>Which of our types names which other.</summary>
    public IEnumerable<(Type From, Type To)> Pairs => pairs;

    /// <summary>Which of our types calls or reads which member, of whatever assembly.</summary>
    public IEnumerable<(Type From, MemberInfo To)> Members => members;

    private void Read(Type type, Type from)
    {
        Add(from, type.BaseType);
        foreach (var face in type.GetInterfaces()) Add(from, face);
        foreach (var said in type.CustomAttributes) Add(from, said.AttributeType);
        foreach (var field in type.GetFields(All)) Add(from, field.FieldType);
        foreach (var method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
        {
            foreach (var parameter in method.GetParameters()) Add(from, parameter.ParameterType);
            if (method is MethodInfo { ReturnType: var answer }) Add(from, answer);
            if (method.GetMethodBody() is not { } body) continue;
            foreach (var local in body.LocalVariables) Add(from, local.LocalType);
            var (ofType, ofMethod) = (type.IsGenericType ? type.GetGenericArguments() : null, method.IsGenericMethod
                ? method.GetGenericArguments() : null);
            foreach (var token in Tokens(body.GetILAsByteArray()!)) Add(from, type.Module.ResolveMember(token, ofType, ofMethod));
        }
    }

    private void Add(Type from, MemberInfo? member)
    {
        switch (member)
        {
            case null: return;
            case Type { HasElementType: true } type: Add(from, type.GetElementType()); return;
            case Type { IsGenericParameter: true }: return;
            case Type type:
                if (type.IsGenericType) foreach (var argument in type.GetGenericArguments()) Add(from, argument);
                var to = Outermost(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
                if (to != from) pairs.Add((from, to));
                return;
            default:
                if (member is MethodInfo { IsGenericMethod: true } method)
                    foreach (var argument in method.GetGenericArguments()) Add(from, argument);
                members.Add((from, Definition(member)));
                Add(from, member.DeclaringType);
                return;
        }
    }

    /// <summary>The member as it is written, without the types it is used with.</summary>
    private static MemberInfo Definition(MemberInfo member)
        => member.DeclaringType is { IsGenericType: true } owner ? member.Module.ResolveMember(member.MetadataToken)!
            : member is MethodInfo { IsGenericMethod: true } method ? method.GetGenericMethodDefinition() : member;

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } owner) type = owner;
        return type;
    }

    private static IEnumerable<int> Tokens(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var code = Codes[body[at] == 0xFE ? (short)(0xFE00 | body[at + 1]) : body[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BitConverter.ToInt32(body, at);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }
}
