using System.Text;
using System.Text.Json;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Watch;

/// <summary>Makes a <see cref="WatchedObject"/> of an object's bytes in one pass, cutting managedFields out of them.</summary>
internal ref struct WatchedObjectDecoder
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly string? _fieldManager;
    private Utf8JsonReader _reader;
    private string _name = "";
    private string? _namespace;
    private string _uid = "";
    private string _resourceVersion = "";
    private long _generation;
    private bool _deleting;
    private bool _hasKind;
    private bool _hasApiVersion;
    private Range _cut;
    private Range _owned;

    private WatchedObjectDecoder(ReadOnlySpan<byte> json, string? fieldManager)
    {
        _json = json;
        _fieldManager = fieldManager;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>Decodes the bytes; apiVersion and kind are added from the resource when the server left them out.</summary>
    public static WatchedObject Decode(ReadOnlySpan<byte> json, string? fieldManager, ApiResource? resource)
    {
        var decoder = new WatchedObjectDecoder(json, fieldManager);
        decoder.ReadObject();
        return decoder.Build(resource);
    }

    private void ReadObject()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("metadata"u8))
            {
                _reader.Read();
                ReadMetadata();
                continue;
            }

            _hasKind |= _reader.ValueTextEquals("kind"u8);
            _hasApiVersion |= _reader.ValueTextEquals("apiVersion"u8);
            _reader.Skip();
        }
    }

    private void ReadMetadata()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("metadata is no object.");
        var afterPrevious = (int)_reader.BytesConsumed;
        var isFirst = true;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("managedFields"u8))
            {
                _reader.Read();
                ReadManagedFields();
                _cut = afterPrevious..EndOfCut(isFirst);
            }
            else
            {
                ReadMetadataProperty();
            }

            isFirst = false;
            afterPrevious = (int)_reader.BytesConsumed;
        }
    }

    // The comma before the property goes with it; where it is the first one, the comma after it does.
    private readonly int EndOfCut(bool isFirst)
    {
        var end = (int)_reader.BytesConsumed;
        if (!isFirst)
            return end;
        var rest = _json[end..];
        var next = rest.IndexOfAnyExcept(" \t\r\n"u8);
        return next >= 0 && rest[next] == (byte)',' ? end + next + 1 : end;
    }

    private void ReadMetadataProperty()
    {
        if (_reader.ValueTextEquals("name"u8))
            _name = NextText() ?? "";
        else if (_reader.ValueTextEquals("namespace"u8))
            _namespace = NextText();
        else if (_reader.ValueTextEquals("uid"u8))
            _uid = NextText() ?? "";
        else if (_reader.ValueTextEquals("resourceVersion"u8))
            _resourceVersion = NextText() ?? "";
        else if (_reader.ValueTextEquals("deletionTimestamp"u8))
            _deleting = NextText() is not null;
        else if (_reader.ValueTextEquals("generation"u8))
            _generation = _reader.Read() && _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var generation) ? generation : 0;
        else
            _reader.Skip();
    }

    private string? NextText()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String)
            return _reader.GetString();
        _reader.Skip();
        return null;
    }

    private void ReadManagedFields()
    {
        if (_fieldManager is null || _reader.TokenType != JsonTokenType.StartArray)
        {
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject)
            ReadManagedFieldsEntry();
    }

    private void ReadManagedFieldsEntry()
    {
        var (isManager, isApply, hasSubresource) = (false, false, false);
        Range fields = default;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("manager"u8))
            {
                _reader.Read();
                isManager = _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals(_fieldManager);
            }
            else if (_reader.ValueTextEquals("operation"u8))
            {
                _reader.Read();
                isApply = _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals("Apply"u8);
            }
            else if (_reader.ValueTextEquals("subresource"u8))
            {
                _reader.Read();
                hasSubresource = _reader.TokenType == JsonTokenType.String && !_reader.ValueTextEquals(""u8);
            }
            else if (_reader.ValueTextEquals("fieldsV1"u8))
            {
                _reader.Read();
                var start = (int)_reader.TokenStartIndex;
                _reader.Skip();
                fields = start..(int)_reader.BytesConsumed;
            }
            else
            {
                _reader.Skip();
            }
        }

        if (isManager && isApply && !hasSubresource)
            _owned = fields;
    }

    private readonly WatchedObject Build(ApiResource? resource)
    {
        var prefix = resource is null || (_hasKind && _hasApiVersion) ? [] : Prefix(resource);
        var (cutStart, cutLength) = _cut.GetOffsetAndLength(_json.Length);
        var bytes = new byte[prefix.Length + _json.Length - cutLength];
        prefix.CopyTo(bytes, 0);
        var body = bytes.AsSpan(prefix.Length);
        _json[..cutStart].CopyTo(body);
        _json[(cutStart + cutLength)..].CopyTo(body[cutStart..]);
        // The prefix brings its own opening brace; the one of the body becomes the comma between them.
        if (prefix.Length > 0)
            body[0] = (byte)',';
        var ns = string.IsNullOrEmpty(_namespace) ? null : _namespace;
        return new WatchedObject(new ObjectName(ns, _name), _uid, _resourceVersion, _generation, _deleting, bytes, _json[_owned].ToArray());
    }

    private readonly byte[] Prefix(ApiResource resource)
    {
        var text = (_hasApiVersion, _hasKind) switch
        {
            (false, false) => $"{{\"apiVersion\":\"{resource.ApiVersion}\",\"kind\":\"{resource.Kind}\"",
            (false, true) => $"{{\"apiVersion\":\"{resource.ApiVersion}\"",
            _ => $"{{\"kind\":\"{resource.Kind}\"",
        };
        return Encoding.UTF8.GetBytes(text);
    }
}
